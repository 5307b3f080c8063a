#!/bin/sh
# What the tests' virtual sound card needs, on Linux.
. "$(dirname "$0")/system.sh"

[ "$(uname)" = Linux ] || exit 0
missing=
for each in pulseaudio:pulseaudio parec:pulseaudio-utils paplay:pulseaudio-utils; do
    command -v "${each%%:*}" >/dev/null 2>&1 || missing="$missing ${each##*:}"
done
ls /usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so >/dev/null 2>&1 || missing="$missing libasound2-plugins"
ldconfig -p 2>/dev/null | grep -q libportaudio.so.2 || missing="$missing libportaudio2"
[ -z "$missing" ] && exit 0
install "a virtual sound card for its tests" "$(echo "$missing" | tr ' ' '\n' | sort -u | tr '\n' ' ')"
