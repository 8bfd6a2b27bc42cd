#!/usr/bin/env bash
# Makes the oldest system that the program can be frozen on, in out/work/old-base/root: Debian 11 (glibc 2.31) with
# CPython 3.13 and SQLite compiled there from the sources of Debian 13. What is frozen there starts on every desktop
# with that glibc or a newer one. (Debian 12's CPython 3.11.2 will not do: it matches possessive patterns wrongly, and
# the self-test fails.)
#
# Takes twenty minutes the first time; then it is there. Ends with 1 where it cannot be made (no root, no debootstrap, no
# Debian 11 on the mirror).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."
root=out/work/old-base/root
stamp=$root/opt/python/made-by-$(cat "$here/old_base.sh" "$here/old_base_inside.sh" | sha256sum | cut -c1-16)
[[ -e $stamp ]] && exit 0

((EUID == 0)) || { echo "old_base: only root can make a system of its own" >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "old_base: debootstrap is not installed" >&2; exit 1; }
mirror=$("$here/mirror.sh")
"$here/new_root.sh" bullseye "$root"
# The newer system's key is not known there yet.
cp /usr/share/keyrings/debian-archive-keyring.gpg "$root/opt/"
cat >"$root/etc/apt/sources.list" <<EOF
deb $mirror bullseye main
deb-src [signed-by=/opt/debian-archive-keyring.gpg] $mirror trixie main
EOF
"$here/in_root.sh" "$PWD/$root" /src/build/linux/old_base_inside.sh
touch "$stamp"
