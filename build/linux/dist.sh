#!/usr/bin/env bash
# Makes the Linux packages in out/dist: the program in a folder, tar.gz, .deb, bill of materials.
#
#   dist.sh [--here]
#
# Frozen on the oldest base that can be had (old_base.sh), so that it starts on old desktops, too; with --here, or where
# that base cannot be made, on this system.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."
export LC_ALL=C.UTF-8
started=$SECONDS

build/setup/system_packages.sh --with-packaging
if [[ ${1:-} != --here ]] && "$here/old_base.sh"; then
    base=old-base version=3.13
    "$here/get_wheels.sh" "$version"
    "$here/in_root.sh" "$PWD/out/work/old-base/root" \
        PYTHON=/opt/python/bin/python3.13 WHEELS=out/work/wheels-$version /src/build/linux/freeze.sh frozen-old-base
else
    base=here
    [[ ${1:-} == --here ]] || echo "dist: no old base could be had; the program is frozen on THIS system and starts only on as new ones"
    version=$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    "$here/freeze_here.sh" >/dev/null
fi
frozen=out/work/frozen-$base

echo "dist: frozen on $(cat "$frozen/base.txt"); the program tries itself:"
QT_QPA_PLATFORM=offscreen "$frozen/wzdesk/wzdesk" self-test
echo "dist: what it needs of a system:"
.venv/bin/python "$here/needed.py" "$frozen/wzdesk" | sed 's/^/  /'

build/package/make_sbom.sh "out/work/wheels-$version/runtime.txt" "$frozen/wzdesk/_internal/resources/licences.json" "$frozen/sbom.json"
mkdir -p out/dist
rm -rf out/dist/wzdesk out/dist/wzdesk_*.deb out/dist/wzdesk-*-linux-*.tar.gz
cp -al "$frozen/wzdesk" out/dist/wzdesk
"$here/package.sh" "$frozen" out/dist
program_version=$(.venv/bin/python -c 'import wzdesk; print(wzdesk.__version__)')
cp "$frozen/sbom.json" "out/dist/wzdesk-$program_version-linux-$(uname -m).cdx.json"
du -sm --apparent-size out/dist/* | awk '{ print "  " $1 " MB  " $2 }'
echo "dist: the Linux packages took $((SECONDS - started)) s"
