#!/usr/bin/env bash
# Makes requirements.lock in this folder anew: what the program needs on Windows with CPython 3.12, in the versions of
# the project's own lock. Only numpy is another: 2.0.2 is the last that starts under wine, where the installer is tried.
# Needs uv.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

work=out/work/windows
mkdir -p "$work"
# Each package of the project's lock in one version; Windows here is not ARM.
sed -nE -e "/^numpy==|== 'aarch64'/d" -e 's/^([a-z0-9-]+==[^ ]+).*/\1/p' requirements.lock >"$work/constraints.txt"
echo "numpy==2.0.2" >>"$work/constraints.txt"
{
    echo "# Made by build/windows/lock.sh from pyproject.toml and requirements.lock; do not edit."
    uv pip compile --quiet --python-platform x86_64-pc-windows-msvc --python-version 3.12 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --constraint "$work/constraints.txt" pyproject.toml
} >"$work/requirements.lock"
mv "$work/requirements.lock" build/windows/requirements.lock
