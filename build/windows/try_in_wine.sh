#!/usr/bin/env bash
# Installs the newest setup of out/dist under wine, tries the program and its window, upgrades and removes it.
#
#   try_in_wine.sh [SETUP.exe]
#
# In a small Debian 13 in out/work/trixie-wine, made once (needs root, debootstrap, network): Qt wants wine 9 or later.
# Leaves pictures in out/work/windows/tried. Wine is not Windows; docs/packaging.md lists what only Windows can show.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

setup=${1:-$(ls -t out/dist/wzdesk-*-setup.exe | head -n 1)}
root=$PWD/out/work/trixie-wine
build/linux/new_root.sh trixie "$root"
if [[ ! -e $root/usr/bin/wine ]]; then
    build/linux/in_root.sh "$root" sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends \
        wine wine64 xvfb xauth xdotool fonts-wqy-microhei imagemagick >/dev/null'
fi
rm -rf out/work/windows/tried
mkdir -p out/work/windows/tried
exec build/linux/in_root.sh "$root" xvfb-run -a -s "-screen 0 1600x900x24" \
    /src/build/windows/try_in_wine_inside.sh "/src/out/dist/$(basename "$setup")"
