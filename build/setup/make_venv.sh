#!/usr/bin/env bash
# Makes .venv with exactly what requirements.lock names, and puts the project into it (editable).
# Skipped in a moment while the lock, the project's declaration and the interpreter are unchanged.
# PYTHON names the interpreter to use (python3 unless told).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "make_venv: $python is older than Python 3.11" >&2
    exit 1
}
# Two stamps inside .venv: another lock makes it anew, another pyproject.toml only installs the project again.
read -r lock_key project_key < <("$python" - <<'EOF'
import hashlib, pathlib, platform, sys

told = f"{platform.python_version()} {sys.base_prefix} {pathlib.Path.cwd()}".encode()
for name in ("requirements.lock", "pyproject.toml"):
    print(hashlib.sha256(told + pathlib.Path(name).read_bytes()).hexdigest(), end=" ")
print()
EOF
)
pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check "$@"; }
stamped() { [[ -f .venv/$1 && $(<".venv/$1") == "$2" ]]; }

# The interpreter is asked too: a .venv whose Python was removed must be made again.
if ! stamped wzdesk-lock "$lock_key" || ! .venv/bin/python -c 'import PySide6' 2>/dev/null; then
    "$python" -m venv --clear .venv || {
        echo "make_venv: no virtual environment could be made; on Debian install python3-venv" >&2
        exit 1
    }
    pip install --require-hashes -r requirements.lock
    echo "$lock_key" >.venv/wzdesk-lock
fi
if ! stamped wzdesk-project "$project_key"; then
    # The build hook must leave no __pycache__ in build/.
    PYTHONDONTWRITEBYTECODE=1 pip install --no-deps --no-build-isolation -e .
    .venv/bin/python -c 'import wzdesk'
    echo "$project_key" >.venv/wzdesk-project
fi
