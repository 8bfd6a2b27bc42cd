#!/usr/bin/env bash
# Prints the address of the Debian archive that this machine is set up to use; no address stands in our own files.
set -euo pipefail

shopt -s nullglob
files=(/etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources)
for file in "${files[@]}"; do
    [[ -r $file ]] || continue
    # "URIs: ADDRESS ..." of a .sources file, "deb [options] ADDRESS suite ..." of a .list; not the security archive.
    sed -nE -e 's/^URIs:[[:space:]]*([^[:space:]]+).*/\1/p' \
        -e 's/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+)[[:space:]].*/\2/p' "$file"
done | grep -E '/debian/?$' | head -n 1 | grep .
