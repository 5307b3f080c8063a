#!/bin/sh
# The browser that the tests open pages in, on Linux.
# Without it those tests are skipped, each saying why; under CI they fail.
. "$(dirname "$0")/system.sh"

# Ubuntu's chromium is a snap, or a script in its place: a snap sees no file outside the home folder.
snap() {
    case $(readlink -f "$1") in */snap | */snap/*) return 0 ;; esac
    head -n 40 "$1" 2>/dev/null | grep -aqw snap
}

has_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        path=$(command -v "$name") && ! snap "$path" && return 0
    done
    return 1
}

snaps_only() {
    grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null ||
        command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1
}

[ "$(uname)" = Linux ] || exit 0
has_browser && exit 0
if snaps_only; then
    say "the tests in a browser are left out: Chromium as a snap opens no page of theirs (Google's chrome does)."
    exit 0
fi
packages "a browser, for the tests" chromium
exit 0
