#!/bin/sh
# Installs the Debian packages of the named groups of packages.txt that are not there yet, and says
# which and why. Where all are there it does nothing and needs neither root nor a network.
#
#     scripts/install_packages.sh build test
set -eu
list=$(dirname "$0")/../packages.txt
tab=$(printf '\t')

wanted() {
    for group in "$@"; do
        grep "^$group$tab" "$list" | cut -f 2,3
    done
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This is not Debian. The build needs what these packages hold:" >&2
    wanted "$@" | sed 's/\t/: /; s/^/  /' >&2
    exit 0
fi

missing=$(wanted "$@" | while IFS="$tab" read -r package reason; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || printf '%s\t%s\n' "$package" "$reason"
done)
[ -n "$missing" ] || exit 0

echo "Installing Debian packages:"
echo "$missing" | sed 's/\t/: /; s/^/  /'
as_root=
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "Run this as root, or install sudo." >&2; exit 1; }
    as_root="sudo"
fi
names=$(echo "$missing" | cut -f 1)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086
if ! { $as_root apt-get update -q && $as_root env DEBIAN_FRONTEND=noninteractive \
       apt-get install -q -y --no-install-recommends $names; } >"$log" 2>&1; then
    tail -20 "$log" >&2
    echo "apt could not install them; its last words are above." >&2
    exit 1
fi
