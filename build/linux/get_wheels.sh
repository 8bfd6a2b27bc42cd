#!/usr/bin/env bash
# Fetches what a frozen program is made of: the locked wheels for glibc 2.31 and older, and a copy of pip.
#
#   get_wheels.sh 3.11      into out/work/wheels-3.11, for that Python
#
# They serve the build on this system as well as the one in the old base, which has no network client of its own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
version=$1
folder=out/work/wheels-$version
python=.venv/bin/python
machine=$(uname -m)

mkdir -p "$folder"
"$python" build/package/runtime_lock.py --platform linux --python "$version" >"$folder/runtime.txt"
key=$(cat "$folder/runtime.txt" build/package/requirements.lock | sha256sum | cut -c1-16)
[[ -e $folder/complete-$key ]] && exit 0

rm -rf "$folder"/*.whl "$folder/pip" "$folder"/complete-*
platforms=()
for glibc in 31 28 27 26 24 17 12 5; do platforms+=(--platform "manylinux_2_${glibc}_$machine"); done
for year in 2014 2010 1; do platforms+=(--platform "manylinux${year}_$machine"); done
"$python" -m pip download --quiet --disable-pip-version-check --no-deps --dest "$folder" --require-hashes \
    --only-binary=:all: --python-version "$version" --implementation cp "${platforms[@]}" \
    -r "$folder/runtime.txt" -r build/package/requirements.lock
cp -r "$("$python" -c 'import pathlib, pip; print(pathlib.Path(pip.__file__).parent)')" "$folder/pip.new"
mkdir "$folder/pip"
mv "$folder/pip.new" "$folder/pip/pip"
touch "$folder/complete-$key"
