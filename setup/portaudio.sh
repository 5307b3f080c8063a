#!/bin/sh
# PortAudio is the one thing the Python packages do not bring on Linux.
# Without it the interview goes on as a rehearsal, so a failure here ends nothing.
. "$(dirname "$0")/system.sh"

[ "$(uname)" = Linux ] || exit 0
ldconfig -p 2>/dev/null | grep -q libportaudio.so.2 && exit 0
/sbin/ldconfig -p 2>/dev/null | grep -q libportaudio.so.2 && exit 0
install "PortAudio, to hear and to be heard" libportaudio2 || true
