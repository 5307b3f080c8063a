#!/bin/sh
# Sourced by the other scripts here: installs system packages, saying so,
# or prints the one line to run where it has not the right to.

say() {
    echo "mockint: $*" >&2
}

# packages WHAT PACKAGE...: fails, having said what to do, where they cannot be had.
packages() {
    what=$1
    shift
    if ! command -v apt-get >/dev/null 2>&1; then
        say "missing: $what. Install it with your system's package manager (Debian calls it $*)."
        return 1
    fi
    if ! become_root "$@"; then
        say "missing: $what. This line brings it:"
        echo "  sudo apt-get update && sudo apt-get install -y $*" >&2
        return 1
    fi
    say "installing $*: $what"
    if ! fetch "$@"; then
        say "that did not work; once it is mended, this line does it: sudo apt-get install -y $*"
        return 1
    fi
}

# Sets $as_root to what makes a command root's; asks for a password only where one can be typed.
become_root() {
    as_root=
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null 2>&1 || return 1
    as_root=sudo
    sudo -n true 2>/dev/null && return 0
    [ -t 0 ] || return 1
    say "sudo may ask for your password, to install $*"
    sudo -v
}

# A fresh machine has no lists of packages yet, an old one lists of what is there no more.
fetch() {
    log=$(mktemp) || return 1
    if apt_get install "$@" >"$log" 2>&1 ||
        { apt_get update && apt_get install "$@"; } >"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    grep '^E:' "$log" >&2 || tail -n 5 "$log" >&2
    rm -f "$log"
    return 1
}

# Another installation may be going on in the background of a fresh machine: wait for it.
apt_get() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
        -o DPkg::Lock::Timeout=120 "$@" </dev/null
}

# library NAME: whether there is such a system library, asked as the Python packages ask.
library() {
    .venv/bin/python -c 'import sys, ctypes.util as u; sys.exit(not u.find_library(sys.argv[1]))' "$1"
}
