#!/usr/bin/env bash
# Makes the .deb and the tar.gz of a frozen program.
#
#   package.sh FROZEN OUT [VERSION]
#
# FROZEN is a folder of out/work with wzdesk/ and LICENSES.txt in it (freeze.sh). Another VERSION than the program's own
# is for trying an upgrade.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."
frozen=$1 out=$2
python=.venv/bin/python
version=${3:-$("$python" -c 'import wzdesk; print(wzdesk.__version__)')}
architecture=$(dpkg --print-architecture)
work=out/work/package
rm -rf "$work"
mkdir -p "$work/share" "$out"
# The same frozen program gives the same packages: files are dated by the last commit, and each has its place.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || date +%s)
export SOURCE_DATE_EPOCH DPKG_DEB_THREADS_MAX=2

"$python" "$here/render_icons.py" "$work/share/icons"
install -Dm644 -t "$work/share/applications" "$here/wzdesk.desktop"
install -Dm644 -t "$work/share/mime/packages" "$here/wzdesk.xml"

# program/, bin/ and the papers, alike in both packages; hard links save the time of copying.
lay_out() {
    mkdir -p "$1/bin"
    cp -al "$frozen/wzdesk" "$1/program"
    install -m755 "$here/wzdesk.sh" "$1/bin/wzdesk"
    install -m644 LICENSE "$frozen/LICENSES.txt" "$1/"
    [[ ! -e $frozen/sbom.json ]] || install -m644 "$frozen/sbom.json" "$1/"
}

deb=$work/deb
mkdir -p "$deb/DEBIAN" "$deb/usr/bin" "$deb/usr/share/doc/wzdesk"
lay_out "$deb/opt/wzdesk"
ln -s ../../opt/wzdesk/bin/wzdesk "$deb/usr/bin/wzdesk"
cp -r "$work/share/." "$deb/usr/share/"
install -m644 LICENSE "$deb/usr/share/doc/wzdesk/copyright"
gzip -9nc CHANGELOG.md >"$deb/usr/share/doc/wzdesk/changelog.gz"
size=$(du -sk --apparent-size "$deb" | cut -f1)
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE@/$size/" \
    -e "s/@DEPENDS@/$("$python" "$here/needed.py" --depends "$frozen/wzdesk")/" "$here/control.in" >"$deb/DEBIAN/control"
(cd "$deb" && find opt usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$deb/DEBIAN/md5sums"
install -m755 "$here/postinst" "$here/postrm" "$deb/DEBIAN/"
chmod -R u=rwX,go=rX "$deb"
find "$deb" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$deb" "$out/wzdesk_${version}_$architecture.deb" >/dev/null

name=wzdesk-$version-linux-$(uname -m)
lay_out "$work/$name"
cp -r "$work/share" "$work/$name/share"
install -m755 "$here/install.sh" "$here/uninstall.sh" "$work/$name/"
tar --create --directory "$work" --owner=0 --group=0 --numeric-owner --sort=name \
    --mtime="@$SOURCE_DATE_EPOCH" --format=gnu "$name" |
    gzip -9n >"$out/$name.tar.gz"
rm -rf "$work"
