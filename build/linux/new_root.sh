#!/usr/bin/env bash
# Makes a small Debian system in a folder, or leaves the one that is there alone.
#
#   new_root.sh SUITE FOLDER
#
# The archive is the one that this machine is set up to use. Needs root and debootstrap; a folder is there whole or not
# at all.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
suite=$1 folder=$2
[[ -e $folder/etc/debian_version ]] && exit 0

mirror=$("$here/mirror.sh") || { echo "new_root: this machine names no Debian archive in /etc/apt" >&2; exit 1; }
mkdir -p "$(dirname "$folder")"
rm -rf "$folder.new"
debootstrap --variant=minbase "$suite" "$folder.new" "$mirror" >"$folder.log" 2>&1 || {
    echo "new_root: no $suite could be made, see $folder.log" >&2
    rm -rf "$folder.new"
    exit 1
}
# A chroot starts no services, and asks nobody for translations.
printf '#!/bin/sh\nexit 101\n' >"$folder.new/usr/sbin/policy-rc.d"
chmod +x "$folder.new/usr/sbin/policy-rc.d"
echo 'Acquire::Languages "none";' >"$folder.new/etc/apt/apt.conf.d/no-languages"
mv "$folder.new" "$folder"
