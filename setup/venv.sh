#!/bin/sh
# Usage: setup/venv.sh WHAT — the virtual environment .venv with WHAT ('.' or '.[dev]') in it.
# Does nothing where that is done; goes on where an earlier run was broken off.
set -eu
. "$(dirname "$0")/system.sh"

venv=.venv
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
# Versions for which every package is there as a wheel; for others some are built here.
well_served='import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'

is() {
    command -v "$2" >/dev/null 2>&1 && "$2" -c "$1" >/dev/null 2>&1
}

find_python() {
    for python in python3 python3.13 python3.12 python3.11; do
        is "$well_served" "$python" && return 0
    done
    for python in python3 python3.14; do
        is "$new_enough" "$python" && return 0
    done
    return 1
}

new_python() {
    if ! command -v apt-get >/dev/null 2>&1; then
        say "missing: Python 3.11 or newer. Install 3.13 (with Homebrew: brew install python@3.13)," \
            "then try again."
        return 1
    fi
    if ! command -v python3 >/dev/null 2>&1; then
        packages "Python" python3 python3-venv || return 1
        find_python && return 0
    fi
    # Where the system's own is too old a newer one may lie beside it, as in Ubuntu 22.04.
    packages "Python 3.11 or newer" python3.11 python3.11-venv && find_python
}

new_venv() {
    find_python || new_python || return 1
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        packages "Python's module venv" "$python-venv" || return 1
    told=$("$python" -m venv --clear "$venv" 2>&1) && return 0
    say "the virtual environment $venv could not be made: $told"
    return 1
}

pip() {
    "$venv/bin/python" -m pip --no-input --disable-pip-version-check --quiet "$@"
}

install() {
    pip install --prefer-binary --editable "$1" >"$venv/pip.log" 2>&1
}

lacks_compiler() {
    grep -qi 'failed.* build\|could not build' "$venv/pip.log" && ! command -v c++ >/dev/null 2>&1
}

# What must be as it was for an earlier run to count: a moved folder or another Python is not.
state() {
    echo "$(pwd), $("$venv/bin/python" --version 2>&1), $(cksum <pyproject.toml)"
}

trap 'say "broken off; the next run goes on from here"; exit 130' INT
case $(cat "$venv/.ready" 2>/dev/null) in
"$1, $(state)" | ".[dev], $(state)") exit 0 ;;
esac
rm -f "$venv/.ready"
{ is "$new_enough" "$venv/bin/python" && pip --version >/dev/null 2>&1; } || new_venv || exit 1
say "fetching the Python packages into $venv (once; this takes a minute or more)"
if ! install "$1"; then
    if ! { lacks_compiler && packages "a compiler for a package that is built here" g++ libc6-dev python3-dev &&
        install "$1"; }; then
        sed -n 's/^ *ERROR: /  /p' "$venv/pip.log" | tail -n 3 >&2
        say "the Python packages could not be installed ($venv/pip.log tells more)." \
            "They come over the network; try again once that is mended."
        exit 1
    fi
fi
echo "$1, $(state)" >"$venv/.ready"
