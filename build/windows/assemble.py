"""Lays the program for Windows into a folder, as the installer carries it.

assemble.py FOLDER --python PYTHON --wheels WHEELS

FOLDER/program/python   CPython (the embeddable package)
FOLDER/program/lib      libraries, without what the program does not use
FOLDER/program/app      start.py, wzdesk, resources
"""

import argparse
import shutil
import zipfile
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATHS = "python312.zip\n.\n..\\lib\n..\\app\n"
"""The whole search path: neither PYTHONPATH nor the registry nor a person's own packages are looked at."""

QT = ("Core", "Gui", "Widgets", "Svg", "OpenGL", "OpenGLWidgets", "PrintSupport", "Test")
QT_FILES = {
    *(f"Qt6{name}.dll" for name in QT),
    *(f"Qt{name}.pyd" for name in QT),
    "__init__.py", "_config.py", "_git_pyside_version.py", "pyside6.abi3.dll",
    "msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll", "vcruntime140_1.dll",
    "translations/qtbase_zh_CN.qm",
    "plugins/platforms/qwindows.dll", "plugins/platforms/qoffscreen.dll", "plugins/styles/qmodernwindowsstyle.dll",
    "plugins/iconengines/qsvgicon.dll", "plugins/imageformats/qsvg.dll", "plugins/imageformats/qico.dll",
    "plugins/imageformats/qjpeg.dll",
}  # fmt: skip
"""Of PySide6; all else (Qml, Quick, Designer, Network, software OpenGL ...) stays out. pyqtgraph needs OpenGL and Test."""
UNUSED = (
    "shiboken6/vcamp140.dll", "shiboken6/vccorlib140.dll", "shiboken6/vcomp140.dll", "shiboken6/concrt140.dll",
    "shiboken6/msvcp140_codecvt_ids.dll", "shiboken6/*.lib",
    "numpy/f2py/*", "numpy/*/tests/*", "numpy/tests/*", "numpy/_core/include/*", "numpy/*/lib/*.lib", "numpy/*.lib",
    "pyqtgraph/examples/*", "pyqtgraph/opengl/*", "pyqtgraph/jupyter/*",
    "sqlalchemy/testing/*", "alembic/testing/*", "alembic/templates/*", "colorama/tests/*",
    "*/RECORD", "*/INSTALLER", "*.pyi", "*/py.typed", "*.pyx", "*.pxd", "*.pxi", "*.h", "*.c", "*.cpp", "*.f90",
)  # fmt: skip
"""Of the other wheels. Alembic needs SQLAlchemy's dialects, all of them."""


def main() -> None:
    """Lay the folder anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", type=Path, required=True)
    parser.add_argument("--wheels", type=Path, required=True)
    told = parser.parse_args()
    shutil.rmtree(told.folder, ignore_errors=True)
    program = told.folder / "program"
    shutil.copytree(told.python, program / "python")
    (program / "python" / "python312._pth").write_text(PATHS, "ascii", newline="\r\n")
    for wheel in sorted(told.wheels.glob("*.whl")):
        _unpack(wheel, program / "lib")
    _copy_program(program / "app")
    shutil.copy(ROOT / "LICENSE", told.folder / "LICENSE.txt")


def _unpack(wheel: Path, folder: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        for name in files.namelist():
            if not name.endswith("/") and _is_wanted(name):
                files.extract(name, folder)


def _is_wanted(name: str) -> bool:
    if ".data/" in name:  # commands and headers
        return False
    package, _, inside = name.partition("/")
    if package == "PySide6":
        return inside in QT_FILES
    return not any(fnmatch(name, pattern) for pattern in UNUSED)


def _copy_program(folder: Path) -> None:
    unwanted = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(ROOT / "wzdesk", folder / "wzdesk", ignore=unwanted)
    shutil.copytree(ROOT / "resources", folder / "resources", ignore=unwanted)
    shutil.copy(ROOT / "build/windows/start.py", folder / "start.py")


if __name__ == "__main__":
    main()
