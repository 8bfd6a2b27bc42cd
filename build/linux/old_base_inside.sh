#!/usr/bin/env bash
# The part of old_base.sh that runs inside the Debian 11: compilers, SQLite, CPython into /opt/python.
set -euo pipefail
prefix=/opt/python

apt-get update -qq
apt-get install -y -qq --no-install-recommends \
    ca-certificates build-essential dpkg-dev pkg-config binutils file \
    libssl-dev zlib1g-dev libbz2-dev liblzma-dev libffi-dev uuid-dev tcl \
    libegl1 libgl1 libfontconfig1 libglib2.0-0 libdbus-1-3 libxkbcommon-x11-0 \
    libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0 libxcb-randr0 libxcb-render-util0 libxcb-sync1 \
    libxcb-xfixes0 libxcb-xkb1 libx11-xcb1 fonts-wqy-microhei >/dev/null

sources=/opt/sources
rm -rf "$prefix" "$sources"
mkdir -p "$sources"
cd "$sources"
# Root fetches into a folder of its own: apt's helper user may not.
apt-get source -qq -o APT::Sandbox::User=root sqlite3/trixie python3.13/trixie >/dev/null

cd "$sources"/sqlite3-*/
./configure --quiet --prefix="$prefix" --disable-static --disable-tcl \
    CFLAGS="-O2 -DSQLITE_SECURE_DELETE -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_RTREE \
    -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_MAX_VARIABLE_NUMBER=250000"
make -j"$(nproc)" >/dev/null
make install >/dev/null

cd "$sources"/python3.13-*/
# So every link, of the interpreter and of its modules, looks into the prefix when it is made and when it is run.
export CPATH=$prefix/include LIBRARY_PATH=$prefix/lib LD_RUN_PATH=$prefix/lib
# Optimised as Debian's own is, by a run of its own tests and over the bounds of its files: a start takes a tenth less.
./configure -q --prefix="$prefix" --enable-shared --enable-optimizations --with-lto --without-ensurepip --disable-test-modules \
    >/dev/null 2>&1
make -j"$(nproc)" >"$sources/python.log" 2>&1 || { tail -n 30 "$sources/python.log" >&2; exit 1; }
make install >>"$sources/python.log" 2>&1
"$prefix/bin/python3.13" -c 'import bz2, ctypes, _decimal, hashlib, lzma, pyexpat, sqlite3, sys, zlib
print("old_base: CPython", sys.version.split()[0], "with SQLite", sqlite3.sqlite_version)'
