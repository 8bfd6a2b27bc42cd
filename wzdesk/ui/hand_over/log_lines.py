"""The transfer log as lines of texts."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from wzdesk.domain.exchange.transfer import Transfer, Way
from wzdesk.domain.pinyin import finds
from wzdesk.services.exchange.look_at_merge import Names
from wzdesk.services.exchange.overview import Overview
from wzdesk.ui.hand_over.words import WAY_WORDS, moment, result_words

HEADS = ("时间", "收发", "地区", "表和期别", "文件", "谁", "文件摘要", "结果")
_DIGEST = 12


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log."""

    texts: tuple[str, ...]
    way: Way


def recent_lines(overview: Overview, count: int) -> list[LogLine]:
    """The last things that happened, in a few words each."""
    return [_short(one, overview.names) for one in overview.log[:count]]


def _short(one: Transfer, names: Names) -> LogLine:
    place = one.at
    what = "　".join(part for part in (names.form(place), names.period(place)) if part)
    told = "　".join(part for part in (what, result_words(one)) if part)
    return LogLine((moment(one.when), names.region(place), WAY_WORDS[one.way], told), one.way)


def log_lines(overview: Overview, ways: Collection[Way], sought: str, most: int) -> list[LogLine]:
    """The newest lines of some kinds in which a text is found."""
    lines = ((_line(one, overview.names), one.digest) for one in overview.log if one.way in ways)
    found = (
        line for line, digest in lines if not sought.strip() or finds(sought, " ".join(line.texts), digest)
    )
    return list(islice(found, most))


def _line(one: Transfer, names: Names) -> LogLine:
    place = one.at
    what = "　".join(part for part in (names.form(place), names.period(place)) if part)
    texts = (
        moment(one.when), WAY_WORDS[one.way], names.region(place), what, one.file, one.who, one.digest[:_DIGEST],
        result_words(one),
    )  # fmt: skip
    return LogLine(texts, one.way)
