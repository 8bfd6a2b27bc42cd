#!/usr/bin/env bash
# Tries the packages of out/dist in a clean Debian with nothing but what the .deb declares: install, self-test with and
# without a screen, upgrade over a lower version with data there, remove, purge; the data stay. Then the tar.gz as a person
# without root (try_tar_inside.sh). Then a day of work is lived through the windows of the installed program (tests/day;
# pictures in out/day-SUITE): what drives it stands outside.
#
#   try_deb.sh SUITE
#
# The clean system is made once in out/work/clean-SUITE; each try has a copy of its own.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."
suite=$1
architecture=$(dpkg --print-architecture)
version=$(.venv/bin/python -c 'import wzdesk; print(wzdesk.__version__)')
deb=out/dist/wzdesk_${version}_$architecture.deb
unpacked=wzdesk-$version-linux-$(uname -m)
clean=$PWD/out/work/clean-$suite root=$PWD/out/work/try-$suite

for file in "$deb" "out/dist/$unpacked.tar.gz"; do
    [[ -e $file ]] || { echo "try_deb: there is no $file; make dist first" >&2; exit 1; }
done
((EUID == 0)) || { echo "try_deb: only root can make a clean system to try the package in" >&2; exit 1; }
build/setup/system_packages.sh --with-packaging
"$here/new_root.sh" "$suite" "$clean"
if [[ ! -e $clean/etc/wzdesk-ready ]]; then
    "$here/in_root.sh" "$clean" apt-get update -qq
    touch "$clean/etc/wzdesk-ready"
fi

# The package of before: the same program under a lower number, for nothing was released yet.
before=out/work/before/wzdesk_0.0.1_$architecture.deb
if [[ ! -e $before || $deb -nt $before ]]; then
    rm -rf out/work/before && mkdir -p out/work/before
    dpkg-deb --raw-extract "$deb" out/work/before/tree
    sed -i 's/^Version: .*/Version: 0.0.1/' out/work/before/tree/DEBIAN/control
    dpkg-deb --root-owner-group -Zgzip -z1 --build out/work/before/tree "$before" >/dev/null
    rm -rf out/work/before/tree
fi

rm -rf "$root"
cp -a "$clean" "$root"
cp "$deb" "$before" "out/dist/$unpacked.tar.gz" "$root/opt/"
trap 'rm -rf "$root"' EXIT
"$here/in_root.sh" "$root" /src/build/linux/try_deb_inside.sh "$version" "$architecture"
"$here/in_root.sh" "$root" /src/build/linux/try_tar_inside.sh "$unpacked"

rm -rf "$root"
cp -a "$clean" "$root"
cp "$deb" "$root/opt/"
"$here/in_root.sh" "$root" apt-get install -y -qq --no-install-recommends "/opt/${deb##*/}" >"$root/opt/apt.log" 2>&1 ||
    { cat "$root/opt/apt.log"; exit 1; }
day=$(mktemp -d /var/tmp/wzdesk-day.XXXXXX)
trap 'rm -rf "$root" "$day"' EXIT
.venv/bin/python -m tests.day --program "$here/day_inside.sh $root $day" --folder "$day" --out "out/day-$suite"
