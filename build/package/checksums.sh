#!/usr/bin/env bash
# Writes SHA256SUMS over the files in out/dist, for `sha256sum -c` beside them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../out/dist"
find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%f\n' | sort | xargs -d '\n' sha256sum >SHA256SUMS
