#!/bin/sh
# Usage: setup/venv.sh FOLDER WHAT — a virtual environment in FOLDER with WHAT installed in it.
set -eu
. "$(dirname "$0")/system.sh"

new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
python=
for each in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$each" >/dev/null 2>&1 && "$each" -c "$new_enough"; then
        python=$each
        break
    fi
done
if [ -z "$python" ]; then
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "mockint needs Python 3.11 or newer: install it, then try again." >&2
        exit 1
    fi
    install "Python 3.11 or newer" "python3 python3-venv"
    python=python3
    if ! "$python" -c "$new_enough"; then
        echo "This system's python3 is older than 3.11: install python3.11 and python3.11-venv, then try again." >&2
        exit 1
    fi
fi

if [ ! -x "$1/bin/python" ]; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        install "Python's virtual environments" "python3-venv"
    fi
    "$python" -m venv "$1"
fi
echo "mockint: fetching the Python packages into $1 (a few minutes the first time)" >&2
"$1/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$2"
