"""Reading of one clause of a target sentence: a number, a total, a comparison, a task from above (§4)."""

import re
from collections.abc import Callable
from dataclasses import replace

from wzdesk.domain.comparison_reading import read_comparison
from wzdesk.domain.figure_phrase import (
    Phrase,
    as_fall,
    in_unit,
    is_points,
    is_share,
    openings,
    read_move,
    read_phrase,
)
from wzdesk.domain.growth_words import read_growth_words
from wzdesk.domain.numerals import CHINESE, NUMBER
from wzdesk.domain.quantity import Basis, Op
from wzdesk.domain.quantity_reading import (
    basis_of_move,
    basis_of_phrase,
    bracket_phrase,
    in_points,
    tells_share,
)
from wzdesk.domain.target import Clause, Strength
from wzdesk.domain.units import RANK_UNITS, parse_unit

_STRENGTHS = (
    (re.compile(r"(?<![\d.])(?:坚决|务必|必须|确保|保证)"), Strength.MUST),
    (re.compile(r"(?<![\d.])(?:力争|争取|努力|奋力|奋斗|力求|冲刺)"), Strength.STRIVE),
)
_WHEN = re.compile(
    r"^(?:(?:到|至|在)?(?:20\d\d年(?:年?底|末)?|[“\"]?[一二三四五十]{1,3}五[”\"]?末)|全年|今年|明年)(?![-—~至到前的基水起以]),?"
)
_PART_OF_YEAR = re.compile(r"[上下]半年|[一二三四]季度|前三季度|1?\d月|1[-—~至到]1?\d月")
_ABOVE = "省|市|国家|中央|上级"
_ASSIGNED = re.compile(
    rf"(?:{_ABOVE}|部|厅|县|区|集团|局|委)[^\d,;]{{0,8}}?(?:下达|分解|核定|考核|交办|下任务|下目标|下指标|定任务|定目标|定要求|控制目标)"
    rf"|(?:{_ABOVE})下|待下达|完成(?:{_ABOVE})[^\d,;]{{0,8}}(?:任务|目标|指标|要求)"
    r"|(?:下达|交办|考核)的?[^\d,;]{0,12}(?:任务|目标|指标|要求|减排量)"
)
_CUMULATIVE = re.compile(
    r"(?:[三四五两十]年|规划期内?|期内|\d{4}年?[-—~至到]\d{4}年?(?:期间)?)?(?:累计|合计|总计)"
)
_BRACKET = re.compile(r"(?P<before>[^\[\]\d]*)\[(?P<inner>[^\[\]]+)\](?P<after>[^\[\]]*)")
_LAST_YEAR = r"上年同期|去年同期|上年|去年"
_SINCE = rf"(?P<{{0}}>(?:19|20)\d\d年(?:末|底)?|{_LAST_YEAR}|\"?[^\d,]{{{{2,8}}}}末|基期|基准年)"
_AGAINST = re.compile(
    rf"(?:(?<![占同环之])比|较|与){_SINCE.format('since')}(?:相比|水平|实绩|同期)?,?"
    rf"|以{_SINCE.format('base')}为基[数期准],?|在{_SINCE.format('ground')}的?基础上,?"
)
_GROWTH_WORDS_SUBJECT = re.compile(r"(?:\D|\d{1,2}(?=年))*?(?=翻|零增长|正增长|负增长|[两二双]位数)")
_YEARS = re.compile(r"(?:\d{1,2}|[两三四五十])年(?=内?$)")
_FROM = re.compile(
    r"[由从][^,;、]{1,20}?(?=(?:提高|提升|上升|增加|增长|扩大|降低|下降|减少|缩小|压减|[增升降减])[到至])"
)
_GROWTH_SUBJECT = re.compile(r"(?:增速|增幅|增长率|年均增长|平均增长)(?:保持|稳定)?(?:在)?$")
_FALL_SUBJECT = re.compile(r"(?:降幅|跌幅)$")
_NEGATED = re.compile(r"(?:不|不得|未|没有)$")
_SHARE_SUBJECT = re.compile(r"(?<!增长)率|比重|占比|比例|完成")
_RANKED = re.compile(r"(?:全国|全省|全市|第|前|排名|名列|位居|进入.*|前列.*)$")
_VAGUE = re.compile(r"(?:稳定|保持|巩固|稳住|维持|稳步|持续|进一步|逐步|不断)[^\d在]+$")
_DANGLING = re.compile(r"[-—~+*|(]$|\d[:=/]?$")
_TAIL = re.compile(r"的?(?:新台阶|台阶|新高|大关|关口|水平|目标)+$")
_GROWTH_TAIL = re.compile(r"(?<=[\d%上右内下])的?(?:年均)?(?:增长|增速|增幅)(?:速度|水平|目标)?$")
_LISTED = re.compile(
    r"(?:新增|净增|引进|引育|新引育|培育|新建|建成|创建|开工)[^\d,;]*"
)  # 新增国家、省级人才40人
_SEPARATORS = re.compile(r"[、,;/。%‰]")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_MOST_FIGURES_IN_A_NAME = 3  # 2024年家庭可支配收入10—50万元群体占比
_OTHER_WORDS = frozenset({"通过", "经过", "附近", "最近", "邻近", "临近"})  # not 过 and 近 before a number
_DOING = (
    r"(?:新增|净增|新建|新开工|开工|竣工|建成|完成|培育|打造|引进|引育|招引|创建|创成|实施|推进|举办|组织|落地|建设|改造"
    r"|提升|整治|开通|开行|盘活|供应|出让|培训|推出|投产|投用|签约|认定|立项|获批|入选|扩建|筹集|保障|落实|发放)"
)
_DOES = re.compile(_DOING + r"$")
_COUNTED = re.compile(
    rf"(?P<subject>\D*?{_DOING}了?|)(?P<bound>不少于|不低于|至少|超过|超|约|近)?"
    rf"(?P<figure>(?:{NUMBER}|{CHINESE})(?:[-—~至到](?:{NUMBER}))?)(?P<rest>[^\d%‰,;、()\[\]]{{3,40}})"
)
_BOUND_AFTER = re.compile(r"(?:及?以上|左右|以内|以下)?的?")
_PART_OF = re.compile(r"[中里内之次期年月日\"]")

_Reader = Callable[[str, str], Clause | None]


def read_clause(piece: str, unit: str) -> Clause | None:
    """One clause of a piece without blanks, or None where it is not understood as a whole."""
    strength, said = strength_of(piece)
    said = said.strip(",.;:!、。")
    said = _WHEN.sub("", said) or said
    if _PART_OF_YEAR.match(said):
        return None
    for reader in _READERS:
        clause = reader(said, unit)
        if clause is not None:
            return replace(clause, strength=strength, text=piece)
    return None


def is_total(words: str) -> bool:
    """Whether words are those for a sum over the plan's years: 五年累计."""
    return _CUMULATIVE.fullmatch(words) is not None


def strength_of(piece: str) -> tuple[Strength, str]:
    """How firmly a piece is meant, and the piece without the word that says so."""
    for pattern, strength in _STRENGTHS:
        if found := pattern.search(piece):
            return strength, piece[: found.start()] + piece[found.end() :]
    return Strength.PLAN, piece


def _read_bracket(piece: str, unit: str) -> Clause | None:
    found = _BRACKET.fullmatch(piece)
    if not found:
        return None
    before = found["before"]
    assigned = bool(_ASSIGNED.search(before))
    if before and not assigned and not _CUMULATIVE.fullmatch(before) and not read_move(before + "1"):
        return None
    phrase = bracket_phrase(before, found["inner"], found["after"], unit)
    clause = _total(phrase, unit) if phrase else None
    return replace(clause, reference=before if assigned else None) if clause else None


def _total(phrase: Phrase, unit: str) -> Clause | None:
    """A sum or total change; a percent of something not in percent is a total change in percent."""
    if is_points(phrase.unit) or (is_share(phrase.unit) and not is_share(unit)):
        return _numeric(Basis.CUMULATIVE, phrase, phrase.unit)
    placed = in_unit(phrase, unit)
    return _numeric(Basis.CUMULATIVE, *placed) if placed else None


def _read_assigned(piece: str, _unit: str) -> Clause | None:
    if not _ASSIGNED.search(piece) or _DIGIT.search(piece):
        return None
    return Clause(Basis.ASSIGNED, reference=piece)


def _read_growth_words(piece: str, unit: str) -> Clause | None:
    since, said = _against(piece.replace('"', ""))
    subject, words = "", read_growth_words(said)
    if words is None and (named := _GROWTH_WORDS_SUBJECT.match(said)):
        subject, words = named[0], read_growth_words(said[named.end() :])
    if words is None:
        return None
    if years := _YEARS.search(subject):  # 五年翻一番 is no growth of one year
        since = since or years[0]
    if is_share(unit) and "增长" not in said and words.value == 0:
        return Clause(Basis.CHANGE, words.op, words.value, reference=since, unit="个百分点")
    return Clause(Basis.GROWTH, words.op, words.value, reference=since, unit="%")


def _against(piece: str) -> tuple[str | None, str]:
    """Since when a growth counts (较2020年; None for last year), and the piece without it."""
    found = _AGAINST.search(piece)
    if not found:
        return None, piece
    since = found["since"] or found["base"] or found["ground"]
    rest = piece[: found.start()] + piece[found.end() :]
    return (None if re.fullmatch(_LAST_YEAR, since) else since), rest


def _read_cumulative(piece: str, unit: str) -> Clause | None:
    found = _CUMULATIVE.search(piece)
    if not found or _DIGIT.search(piece[: found.start()]):
        return None
    clause = _read_figure(piece[: found.start()] + piece[found.end() :], unit)
    if clause is None or clause.basis not in {Basis.LEVEL, Basis.CHANGE, Basis.GROWTH}:
        return None
    return replace(clause, basis=Basis.CUMULATIVE)


def _read_figure(piece: str, unit: str) -> Clause | None:
    """A figure, with whatever names the subject in front of it: GDP增长6%, 到2025年达到150亿元."""
    since, said = _against(_FROM.sub("", piece.replace('"', "")))
    basis = Basis.GROWTH if _GROWTH_TAIL.search(said) else None
    said = _TAIL.sub("", _GROWTH_TAIL.sub("", said))
    for cut in openings(said):
        clause = _figure_at(said[:cut], said[cut:], unit, basis)
        if clause is not None and not _holds_figure(said[:cut], unit):
            return replace(clause, reference=since) if since else clause
    return None


def _holds_figure(subject: str, unit: str) -> bool:
    """Whether what should be a subject is a clause of its own: 增长6%以上力争7%."""
    if _LISTED.fullmatch(subject):
        return False
    if _SEPARATORS.search(subject) or len(_DIGITS.findall(subject)) > _MOST_FIGURES_IN_A_NAME:
        return True
    return _DIGIT.search(subject) is not None and read_clause(subject, unit) is not None


def _figure_at(subject: str, rest: str, unit: str, basis: Basis | None) -> Clause | None:
    if _DANGLING.search(subject) or subject[-1:] + rest[:1] in _OTHER_WORDS:
        return None
    is_new = subject[-1:] in {"新", "净"} and rest.startswith("增")
    if not is_new and (move := read_move(rest, unit)):
        return _moved_clause(subject, basis_of_move(move, unit), move.phrase, unit)
    phrase = read_phrase(rest, unit)
    if phrase is None or (subject and not _names_figure(subject, rest, phrase, unit)):
        return None
    if tells_share(phrase, unit) and (_SHARE_SUBJECT.search(subject) or rest.startswith("完成")):
        return None  # 失业率控制在5%以内 is not the growth of 就业人数, nor is 完成80%
    if _FALL_SUBJECT.search(subject):
        return _clause_of(Basis.CHANGE if is_points(phrase.unit) else Basis.GROWTH, as_fall(phrase), unit)
    if basis is None and _GROWTH_SUBJECT.search(subject) and not is_points(phrase.unit):
        basis = Basis.GROWTH
    return _clause_of(basis or basis_of_phrase(phrase, unit), phrase, unit)


def _moved_clause(subject: str, basis: Basis, phrase: Phrase, unit: str) -> Clause | None:
    """不增长5% is no growth of 5 %, 降幅收窄 no fall."""
    if _NEGATED.search(subject) or _FALL_SUBJECT.search(subject):
        return None
    return _clause_of(basis, phrase, unit)


def _names_figure(subject: str, rest: str, phrase: Phrase, unit: str) -> bool:
    """Whether what stands before a number is its subject: 工业投资150亿元, but not 计划2.0 nor 独一无二."""
    if _RANKED.search(subject) or (_VAGUE.search(subject) and not _GROWTH_SUBJECT.search(subject)):
        return False
    if rest[0] in "+-" or phrase.unit in RANK_UNITS:
        return False
    if re.match(CHINESE, rest):
        return bool(phrase.unit and unit)
    if rest[0].isdigit() and not phrase.unit and phrase.op is Op.AT:
        return bool(_DOES.search(subject) or _GROWTH_SUBJECT.search(subject))
    return True


def _clause_of(basis: Basis, phrase: Phrase, unit: str) -> Clause | None:
    if basis is Basis.GROWTH:
        placed = in_unit(phrase, "%")
    elif basis is Basis.CHANGE:
        placed = _change_unit(phrase, unit)
    else:
        placed = in_unit(phrase, unit)
    return _numeric(basis, *placed) if placed else None


def _change_unit(phrase: Phrase, unit: str) -> tuple[Phrase, str] | None:
    if not phrase.unit:
        return phrase, "个百分点" if is_share(unit) else unit
    if is_points(phrase.unit):
        return in_points(phrase, unit)
    return (phrase, phrase.unit) if phrase.unit in RANK_UNITS else in_unit(phrase, unit)


def _numeric(basis: Basis, phrase: Phrase, unit: str) -> Clause:
    return Clause(basis, phrase.op, phrase.value, phrase.high, unit=unit)


def _read_counted(piece: str, unit: str) -> Clause | None:
    """A thing counted, named after its number: 新增3家省级新型研发机构, 完成500亿元以上的交通投资."""
    found = _COUNTED.fullmatch(piece)
    if not found or not (found["subject"] or found["figure"][0].isdigit()):
        return None
    rest = found["rest"]
    end = next((end for end in range(min(6, len(rest) - 2), 0, -1) if parse_unit(rest[:end])), 0)
    bound = _BOUND_AFTER.match(rest, end)
    named = rest[bound.end() :] if bound else ""
    if not end or not _counts(rest[:end], unit) or len(named) < 2 or _PART_OF.match(named):
        return None
    after = bound[0].removesuffix("的") if bound else ""
    phrase = read_phrase((found["bound"] or "") + found["figure"] + rest[:end] + after, unit)
    return _clause_of(Basis.LEVEL, phrase, unit) if phrase else None


def _counts(unit_text: str, own: str) -> bool:
    unit, known = parse_unit(unit_text), parse_unit(own)
    if unit is None:
        return False
    return unit.is_count or unit.dimension == ("person",) or (known is not None and unit.measures_as(known))


_READERS: tuple[_Reader, ...] = (
    _read_bracket,
    _read_assigned,
    read_comparison,
    _read_growth_words,
    _read_cumulative,
    _read_figure,
    _read_counted,
)
