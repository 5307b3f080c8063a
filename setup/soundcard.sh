#!/bin/sh
# What the tests' virtual sound card needs, on Linux, and what watches that nothing is connected to.
# Without it those tests are skipped, each saying why; under CI they fail.
. "$(dirname "$0")/system.sh"

[ "$(uname)" = Linux ] || exit 0
missing=
needs() {
    missing="$missing $1"
}
command -v pulseaudio >/dev/null || needs pulseaudio
command -v pactl >/dev/null || needs pulseaudio-utils
find /usr/lib* -name libasound_module_pcm_pulse.so 2>/dev/null | grep -q . || needs libasound2-plugins
library portaudio || needs libportaudio2
command -v strace >/dev/null || needs strace
# shellcheck disable=SC2086  # a list of words
[ -z "$missing" ] || packages "a virtual sound card, for the tests" $missing
exit 0
