"""Reading returned files, one ahead of what is being merged, and telling what each of them is."""

import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import chain, cycle, islice
from pathlib import Path

from wzdesk.db.store import Store
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.exchange.identity import IdentityAltered, digest_of, identity_of
from wzdesk.excel.apart.apart import Apart, OnProgress, ReaderBug
from wzdesk.excel.exchange.marks import Stamp
from wzdesk.excel.exchange.returned import Returned, read_returned, read_several, read_stamp
from wzdesk.excel.read.package import refusal
from wzdesk.services.exchange.answered_cells import Sheet, sheet_of
from wzdesk.services.exchange.identify import Desk

log = logging.getLogger(__name__)

PlaceKey = tuple[str, str, str]
"""Form, region and period."""
_AHEAD, _MANY = 3, 60
_TOGETHER, _SMALL = 6, 200_000
_TICK_S = 0.1
_MORE_READERS = 2  # with two cores one of three always has something to do while answers go to and fro


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was identified, with its answers."""

    path: Path
    digest: str
    place: PlaceKey
    sheet: Sheet
    identity: str = ""
    warning: str = ""
    strangers: tuple[str, ...] = ()
    agency: str = ""


def read_groups(
    paths: Sequence[Path], apart: Apart, on_wait: Callable[[], None] = lambda: None
) -> Iterator[Iterator[tuple[Path, Returned | WzdeskError]]]:
    """Files by the place that their properties tell, each with what was read of it, or why it could not be.

    A few are read ahead in the child process, where there are many in three, while others are merged; no more than those
    are held. Each group is to be walked to its end before the next. ``on_wait`` is asked while a file takes its time; where
    it raises, or nobody walks on, what is being read is given up.
    """
    with ExitStack() as stack:
        readers, together = [apart], 1
        if len(paths) >= _MANY and (os.cpu_count() or 1) > 1:
            readers += [stack.enter_context(Apart()) for _ in range(_MORE_READERS)]
            together = _TOGETHER
        for reader in readers if paths else ():
            reader.start()
        groups = _groups(paths)
        pools = [stack.enter_context(ThreadPoolExecutor(1, "wzdesk-returns")) for _ in readers]
        go_on = _GoOn()
        stack.callback(go_on.stop)
        waiting = (
            pool.submit(_read, files, reader, go_on)
            for (pool, reader), files in zip(
                cycle(zip(pools, readers, strict=True)),
                _packs(chain.from_iterable(groups), together),
                strict=False,
            )
        )
        ahead = deque(islice(waiting, _AHEAD * len(readers)))

        def read() -> Iterator[Returned | WzdeskError]:
            while ahead:
                pack = ahead.popleft()
                ahead.extend(islice(waiting, 1))
                yield from _result(pack, on_wait)

        found = read()
        for group in groups:
            yield zip(group, found, strict=False)


def _result(
    pack: Future[list[Returned | WzdeskError]], on_wait: Callable[[], None]
) -> list[Returned | WzdeskError]:
    while not wait((pack,), _TICK_S).done:
        on_wait()
    return pack.result()


class _GoOn:
    """Asked many times a second while a file is read: ends it when nobody wants to know any more."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def stop(self) -> None:
        """From now on nothing is read."""
        self._stopped.set()

    def __call__(self, _done: int, _total: int) -> None:
        if self._stopped.is_set():
            raise CancelledError


def _packs(paths: Iterable[Path], most: int) -> Iterator[list[Path]]:
    """Files that are read at one asking: several small ones, else most of the time goes into asking and answering."""
    pack: list[Path] = []
    for path in paths:
        is_small = _size_of(path) <= _SMALL
        if pack and (len(pack) >= most or not is_small):
            yield pack
            pack = []
        pack.append(path)
        if not is_small:
            yield pack
            pack = []
    if pack:
        yield pack


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # the reader says what is wrong


def _read(paths: Sequence[Path], apart: Apart, go_on: OnProgress) -> list[Returned | WzdeskError]:
    """What was read of files; where one of several brings the reader down, each is read alone."""
    if len(paths) > 1:
        try:
            work = partial(read_several, others=[path.absolute() for path in paths[1:]])
            found = apart.run(work, paths[0], go_on)
            return [WzdeskError(one) if isinstance(one, str) else one for one in found]
        except (WzdeskError, ReaderBug):
            log.warning("%d returned files are read one by one", len(paths))
    return [_read_one(path, apart, go_on) for path in paths]


def _read_one(path: Path, apart: Apart, go_on: OnProgress) -> Returned | WzdeskError:
    try:
        return apart.run(read_returned, path, go_on)
    except WzdeskError as error:
        return error
    except ReaderBug:  # a mistake of ours costs its own file, not those beside it
        log.exception("a returned file could not be read")
        return refusal(path.name, "程序读这份文件时出了错，请在表格软件里打开、另存为 .xlsx 再收")


def _groups(paths: Sequence[Path]) -> list[list[Path]]:
    """Files by the stamp in their properties, in any order; a file without one stands alone."""
    groups: dict[object, list[Path]] = {}
    for path in dict.fromkeys(paths):
        stamp = _stamp(path)
        groups.setdefault((stamp.form, stamp.region, stamp.period) if stamp.digest else path, []).append(path)
    return list(groups.values())


def _stamp(path: Path) -> Stamp:
    try:
        return read_stamp(path)
    except WzdeskError:
        return Stamp()  # said when the file is read


def identified(
    store: Store, desk: Desk, path: Path, returned: Returned | WzdeskError, apart: Apart
) -> ReadFile:
    """What a file answers, by its identity, else by recognition.

    Raises:
        WzdeskError: the file could not be read, or is not taken; the sentence is the reason.
    """
    if isinstance(returned, WzdeskError):
        raise returned
    digest = returned.carried.digest
    if returned.signed is None:
        from wzdesk.services.exchange.recognised import recognised_sheet

        place, sheet, warning = recognised_sheet(store, desk, path, apart)
        return ReadFile(path, digest, place, sheet, warning=warning)
    identity = desk.identity_of(returned)
    assert returned.answers is not None
    sheet = sheet_of(identity, returned.answers)
    sent_as, strangers = digest_of(returned.signed.payload), returned.answers.strangers
    return ReadFile(path, digest, identity.key, sheet, sent_as, strangers=strangers, agency=identity.agency)


def claimed(returned: Returned, error: WzdeskError) -> tuple[PlaceKey, int, str]:
    """What a refused file says it is of, its cells when it was sent, and its agency; nothing of an altered one is believed."""
    if returned.signed is None or isinstance(error, IdentityAltered):
        return ("", "", ""), 0, ""
    identity = identity_of(returned.signed.payload)
    return identity.key, len(identity.base), identity.agency
