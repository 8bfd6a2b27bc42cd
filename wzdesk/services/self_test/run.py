"""The self-test: all steps one after the other, in a temporary folder that is gone afterwards."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from wzdesk.services.self_test.data_steps import DataSteps
from wzdesk.services.self_test.step import Outcome, Steps, outcome_of

_HOMES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA")


DrawingSteps = Callable[[DataSteps, Path], Steps]
"""The steps that need Qt, made of the file to draw from and a folder to write into; handed in by ``__main__``."""


def self_test(drawing: DrawingSteps) -> Iterator[Outcome]:
    """Try everything, and tell each outcome when it is known; nothing of the person's is read or written."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wzdesk-自检-")))
        stack.enter_context(_own_homes(folder / "home"))
        data = DataSteps(folder)
        stack.callback(data.close)
        for step in (*data.steps, *drawing(data, folder)):
            yield outcome_of(step)


@contextmanager
def _own_homes(folder: Path) -> Iterator[None]:
    """Settings and data of this process, and of children, lie in ``folder`` meanwhile."""
    before: Mapping[str, str | None] = {name: os.environ.get(name) for name in _HOMES}
    folder.mkdir()
    os.environ.update(dict.fromkeys(_HOMES, str(folder)))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
