"""Old forms to convert: the shared ones, and damaged or hand-made copies of them."""

import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[4]
SHARED = ROOT.parent / "shared"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
OLD = sorted(
    path.relative_to(SHARED).as_posix()
    for folder in ("forms", "workbooks")
    for path in (SHARED / folder).glob("*")
    if path.suffix in {".xls", ".et"} and not path.name.startswith("a09")
)
A08 = next((name for name in OLD if "a08" in name), "")
A10 = next((name for name in OLD if "a10" in name), "")


def without_office(monkeypatch: object) -> None:
    """As on a computer on which LibreOffice is not installed."""
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)  # type: ignore[attr-defined]


def ods(path: Path, body: str, styles: str = "", *, document: str = "", manifest: str = "") -> Path:
    """A hand-made ``.ods``: ``body`` stands inside the spreadsheet, ``styles`` among the automatic ones."""
    names = "".join(
        f' xmlns:{name}="{OFFICE}{name}:1.0"' for name in ("office", "table", "text", "style", "drawing")
    )
    names += f' xmlns:fo="{OFFICE}xsl-fo-compatible:1.0" xmlns:number="{OFFICE}datastyle:1.0"'
    content = document or (
        f"<office:document-content{names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        if manifest:
            package.writestr("META-INF/manifest.xml", manifest)
    return path


def cell(kind: str, value: str = "", text: str = "", more: str = "") -> str:
    attribute = {"date": "date-value", "boolean": "boolean-value", "time": "time-value"}.get(kind, "value")
    said = f' office:{attribute}="{value}"' if value else ""
    words = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="{kind}"{said} {more}>{words}</table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "表", more: str = "", columns: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{columns}{"".join(rows)}</table:table>'
