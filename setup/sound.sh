#!/bin/sh
# What speaking and listening need beyond the Python packages, on Linux.
# Without it the interview goes on as a rehearsal, or in print, so nothing here ends it.
. "$(dirname "$0")/system.sh"

[ "$(uname)" = Linux ] || exit 0
library portaudio || packages "PortAudio, to hear you and be heard" libportaudio2
# espeakng-loader brings the voice on x86-64 only.
[ "$(uname -m)" = x86_64 ] || library espeak-ng || packages "the interviewer's voice" libespeak-ng1
exit 0
