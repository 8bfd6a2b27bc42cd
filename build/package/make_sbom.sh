#!/usr/bin/env bash
# Writes the bill of materials (CycloneDX JSON) of a package.
#
#   make_sbom.sh RUNTIME.TXT LICENCES.JSON OUT.json
#
# The Python packages come from the locked requirements by cyclonedx-bom, which lives in an environment of its own; what
# came besides (Qt, CPython, libraries of the system, the font) from the licences that were collected at the build.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."
env=out/work/sbom-env  # called by its Python: its commands name the folder that it was made in
key=$(sha256sum <build/package/sbom.lock | cut -c1-16)
if [[ ! -e $env/made-$key ]]; then
    .venv/bin/python -m venv --clear "$env"
    "$env/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r build/package/sbom.lock
    touch "$env/made-$key"
fi
"$env/bin/python" -m cyclonedx_py requirements --output-reproducible --pyproject pyproject.toml --output-format JSON \
    --spec-version 1.6 --output-file "$3.part" "$1"
"$env/bin/python" "$here/complete_sbom.py" "$3.part" "$2" "$3"
rm -f "$3.part"
