# Sourced by the other scripts here: installs system packages, saying so,
# or prints the one line to run where it has not the right to.

install() {
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "mockint needs $1: install it with your system's package manager." >&2
        return 1
    fi
    packages=$2
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root=sudo
    elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then
        as_root=sudo
    else
        echo "mockint needs $1; run this line, then try again:" >&2
        echo "  sudo apt-get update && sudo apt-get install -y $packages" >&2
        return 1
    fi
    echo "mockint needs $1: installing $packages" >&2
    log=$(mktemp)
    # shellcheck disable=SC2086
    if ! { $as_root apt-get install -y --no-install-recommends $packages ||
        { $as_root apt-get update && $as_root apt-get install -y --no-install-recommends $packages; }; } \
        >"$log" 2>&1 </dev/null; then
        tail -n 5 "$log" >&2
        rm -f "$log"
        echo "That did not work; run: apt-get update && apt-get install -y $packages" >&2
        return 1
    fi
    rm -f "$log"
}
