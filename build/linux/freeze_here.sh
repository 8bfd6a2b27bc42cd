#!/usr/bin/env bash
# Freezes the program on this system, without packages around it, and has it try itself: the quick check of the build.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."
build/setup/system_packages.sh --with-packaging
version=$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
"$here/get_wheels.sh" "$version"
PYTHON=$(readlink -f .venv/bin/python) WHEELS=out/work/wheels-$version "$here/freeze.sh" frozen-here
QT_QPA_PLATFORM=offscreen out/work/frozen-here/wzdesk/wzdesk self-test
