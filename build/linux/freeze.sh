#!/usr/bin/env bash
# Freezes the program into out/work/NAME/wzdesk with PyInstaller, on the system where it runs.
#
#   PYTHON=python3.11 WHEELS=FOLDER freeze.sh NAME
#
# WHEELS holds what the two locks name and a copy of pip (get_wheels.sh): nothing is fetched here.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
name=$1
work=out/work/$name
python=$work/env/bin/python
mkdir -p "$work"

key=$({ "$PYTHON" -VV; cat "$WHEELS/runtime.txt" build/package/requirements.lock; } | sha256sum | cut -c1-16)
if [[ ! -e $work/env/made-$key ]]; then
    "$PYTHON" -m venv --clear --without-pip "$work/env"
    PYTHONPATH=$WHEELS/pip "$python" -m pip install --quiet --disable-pip-version-check --no-index \
        --find-links "$WHEELS" --require-hashes -r "$WHEELS/runtime.txt" -r build/package/requirements.lock
    touch "$work/env/made-$key"
fi

# PySide writes out the Python that it carries inside its library; the spec takes it.
SBK_EMBED=no "$python" -c 'import shiboken6'

(. /etc/os-release && echo "$PRETTY_NAME, $(getconf GNU_LIBC_VERSION), $("$PYTHON" -V)") >"$work/base.txt"
rm -rf "${work:?}/wzdesk"
PYTHONDONTWRITEBYTECODE=1 PYINSTALLER_CONFIG_DIR=$PWD/$work/cache PYTHONHASHSEED=0 \
    "$python" -m PyInstaller --noconfirm --log-level ERROR --workpath "$work/pyinstaller" --distpath "$work" \
    build/linux/wzdesk.spec
# The interpreter's symbols and those of its modules are of no use to anybody (20 MB with the libpython); of all others strip stays away, it
# breaks OpenBLAS.
find "$work/wzdesk/_internal" \( -name 'libpython3*.so*' -o -path '*/lib-dynload/*.so' \) -type f \
    -exec strip --strip-unneeded {} +

PYTHONDONTWRITEBYTECODE=1 "$python" build/package/collect_licences.py "$WHEELS/runtime.txt" \
    "$work/wzdesk/_internal/resources" "$work/LICENSES.txt" "$work/pyinstaller/wzdesk/binaries.json"
