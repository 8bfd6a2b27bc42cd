"""The grammar of target sentences: any text becomes clauses, what is not understood is qualitative (§4)."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from wzdesk.domain.figure_phrase import (
    Phrase,
    in_unit,
    is_points,
    is_share,
    read_move,
    read_phrase,
)
from wzdesk.domain.indicator import Direction
from wzdesk.domain.numerals import CHINESE, NUMBER, chinese_number, decimal_of
from wzdesk.domain.quantity import Basis, Op
from wzdesk.domain.quantity_reading import basis_of_move, basis_of_phrase, plain_unit
from wzdesk.domain.target import Clause, Strength, Target
from wzdesk.domain.text import normalise
from wzdesk.domain.units import parse_unit

_EMPTY = re.compile(r"[-—/\\\s]*|暂无|无")
_STRENGTHS = (
    (re.compile(r"(?:坚决|务必|必须|确保|保证)"), Strength.MUST),
    (re.compile(r"(?:力争|争取|努力|奋力|力求|冲刺)"), Strength.STRIVE),
)
_ASSIGNED = re.compile(
    r"(?:省|市|国家|中央|上级|部|厅|县|区|自治区|集团|局|委)\w{0,8}?(?:下达|分解|下任务|下目标|核定|考核|交办|定任务|定目标|下指标|控制目标)"
    r"|(?:省|国家|上级|市)下|完成(?:省|市|国家|上级|中央)\w{0,8}(?:任务|目标|指标|要求)|(?:下达|交办|考核)(?:的)?\w{0,12}(?:任务|目标|指标|要求|减排量)"
)
_RELATIVE = re.compile(
    r"(?P<subject>[^\d\[\]<>≤≥、,;/]*?)(?P<verb>(?:略|稍|明显|显著|大幅|持续|继续|始终)?"
    r"(?:不低于|不高于|不慢于|不少于|不超过|快于|高于|优于|好于|强于|大于|多于|领先于?|超过|超|低于|慢于|小于|少于|跑赢))"
    r"(?P<reference>(?:(?:19|20)\d\d年)?[^\d\[\]<>≤≥+\-%、,;/]*?)"
    rf"(?P<margin>(?:约)?(?:{NUMBER})(?:-|—|~)?(?:{NUMBER})?(?:个百分点|百分点|个点|点|%|个千分点|倍|位次|个位次)?(?:以上|左右|以内|及以上|以下)?)?"
)
_RELATIVE_OPS = {"不低于": Op.GE, "不少于": Op.GE, "不慢于": Op.GE, "不高于": Op.LE, "不超过": Op.LE}
_LESS = ("低于", "慢于", "小于", "少于")
_IN_STEP = re.compile(
    r"(?P<subject>[^\d、,;/]*?)(?:与|和|同|跟)(?P<reference>[^\d、,;/]+?)(?:大体|大致|基本|总体)?(?:保持|实现)?(?:大体|大致|基本|总体)?(?:同步|持平|相当|一致|同比例|协调|接近)(?:增长|提高|发展)?"
)
_SPECIAL = re.compile(
    rf"(?:实现|达到|保持|年均|同比)*(?:(?P<zero>零增长|持平|不增长|不增加)|(?P<positive>正增长)|(?P<negative>负增长)|(?P<tens>(?:两|二)位数)(?:以上)?(?:的)?(?:增长|增速|增幅)?"
    rf"|翻(?P<doublings>一|两|二|1|2|3|三)?番|(?P<verb>增长|增加|提高|扩大|翻)(?P<times>{NUMBER}|{CHINESE})倍|(?P<once>倍增|翻倍))(?P<after>以上|左右|及以上)?"
)
_CUMULATIVE = re.compile(r"(?:(?:[三四五两]|十)年|规划期(?:内)?|期内|\d{4}年?[-—~至到]\d{4}年?(?:期间)?)?(?:累计|合计|总计)")
_BRACKET = re.compile(r"(?P<before>[^\[\]]*)\[(?P<inner>[^\[\]]+)\](?P<after>[^\[\]]*)")
_AGAINST = re.compile(r"(?:比|较|与|以)(?P<reference>(?:19|20)\d\d年|上年|去年|上年同期|“?[^\d]{2,8}末)(?:相比|为基数|基数|水平|实绩|同期)?(?:,)?")
_GROWTH_SUBJECT = re.compile(r"(?:增速|增幅|增长率|年均增长|平均增长)(?:保持|稳定)?(?:在)?$")
_FALL_SUBJECT = re.compile(r"降幅$")
_RANKED = re.compile(r"(?:不|不得|未|没有|全国|全省|全市|第|前|排名|名列|位居|进入.*|前列.*)$")
_TAIL = re.compile(r"(?:的)?(?:新台阶|新高|大关|关口|水平|目标)+$")
_GROWTH_TAIL = re.compile(r"(?<=[\d%上右内下])(?:的)?(?:年均)?(?:增长|增速|增幅)(?:速度|水平|目标)?$")
_SEPARATORS = re.compile(r"[、,;/。%‰]")
_VAGUE = re.compile(r"(?:稳定|保持|巩固|稳住|维持|稳步|持续|进一步|逐步|不断)[^\d在]{1,}$")

Reader = Callable[[str, str, Direction], Clause | None]


def read_target(text: str, unit: str = "", direction: Direction = Direction.UP) -> Target:
    """The clauses of a target sentence, for an indicator in ``unit``. Any text has an answer.

    An empty cell or a dash has no clauses; a piece that is not understood is qualitative.
    Rule: design §4, after the tables of sources 000 and 002.
    """
    spaced = normalise(text)
    if _EMPTY.fullmatch(spaced):
        return Target(text, unit, direction, ())
    return Target(text, unit, direction, _clauses(spaced, plain_unit(unit), direction))


def _clauses(spaced: str, unit: str, direction: Direction) -> tuple[Clause, ...]:
    whole = read_clause(spaced.replace(" ", ""), unit, direction)
    if whole is not None:
        return (whole,)
    if "分别" in spaced:  # the figures belong to different subjects: a person must say which
        return (Clause(Basis.QUALITATIVE, text=spaced.replace(" ", "")),)
    for split in _SPLITS:
        pieces = [piece.strip() for piece in split(spaced) if piece.strip()]
        if len(pieces) < 2:
            continue
        if (found := _together(pieces, unit, direction)) is not None:
            return found
    if (found := _with_parentheses(spaced, unit, direction)) is not None:
        return found
    bare = spaced.replace(" ", "")
    return (Clause(Basis.QUALITATIVE, strength=_strength(bare)[0], text=bare),)


def _together(pieces: list[str], unit: str, direction: Direction) -> tuple[Clause, ...] | None:
    """The clauses of pieces of which at least one is understood as a number or a comparison."""
    clauses: list[Clause] = []
    for piece in pieces:
        found = _clauses(piece, unit, direction)
        if clauses and _continues(clauses[-1], found):
            before = clauses.pop()
            clauses.append(replace(before, reference=f"{before.reference}、{piece}", text=f"{before.text}、{piece}"))
        else:
            clauses += _second_column(clauses, found)
    understood = [clause for clause in clauses if clause.basis is not Basis.QUALITATIVE]
    return tuple(clauses) if understood else None


def _continues(before: Clause, found: tuple[Clause, ...]) -> bool:
    """高于全国、全省平均: the second piece goes on with the reference of the first."""
    return (
        before.basis is Basis.RELATIVE
        and before.value is None
        and len(found) == 1
        and found[0].basis is Basis.QUALITATIVE
        and re.fullmatch(r"(?:全国|全省|全市|周边|同类|长三角|沿海)(?:地区|城市)?(?:平均)?(?:水平|增速|增幅)?", found[0].text) is not None
    )


def _second_column(before: list[Clause], found: tuple[Clause, ...]) -> list[Clause]:
    """4620亿元 / 7以上: a bare number after a level is the growth."""
    if len(before) == 1 and before[0].basis is Basis.LEVEL and len(found) == 1:
        clause = found[0]
        if clause.basis is Basis.LEVEL and not re.search(r"[^\d.\-以上内左右约不低于高超过≥≤<>—~%至到下]", clause.text):
            return [replace(clause, basis=Basis.GROWTH, unit="%")]
    return list(found)


_SPLITS: tuple[Callable[[str], list[str]], ...] = (
    lambda text: re.split(r"[;。\n]", text),
    lambda text: re.split(r"、|(?<!\d),|,(?!\d{3}(?!\d))", text),
    lambda text: re.split(r"(?<=[\d%元人上内右下])\s*/\s*(?=[\d<>≤≥约增下提力确])", text),
    lambda text: re.split(r"(?:并且|同时|而且|且|并)(?=\S)", text),
    lambda text: _loose_pairs(text),
)


def _loose_pairs(text: str) -> list[str]:
    """``增长 5.5% 稳定全国 1% 的份额``: cut where a figure ends and Chinese words go on."""
    found = re.match(r"(.*?\d(?:[%‰]|个百分点)?(?:以上|左右|以内|以下)?)\s+(?=[^\d\s%‰以左])(.+)", text)
    return [found[1], found[2]] if found else [text]


def _with_parentheses(spaced: str, unit: str, direction: Direction) -> tuple[Clause, ...] | None:
    """A remark in parentheses may hold the unit or a further clause; else it is only a remark."""
    asides = re.findall(r"\(([^()]*)\)", spaced)
    main = re.sub(r"\([^()]*\)", "", spaced).strip()
    if not asides or not main:
        return None
    for aside in asides:
        if parse_unit(aside) and (named := read_clause((main + aside).replace(" ", ""), unit, direction)):
            return (named,)
    clauses = _clauses(main, unit, direction)
    further = [read_clause(aside.replace(" ", ""), unit, direction) for aside in asides]
    return clauses + tuple(
        clause for clause in further if clause and clause.basis in {Basis.GROWTH, Basis.CHANGE, Basis.CUMULATIVE}
    )


def read_clause(piece: str, unit: str, direction: Direction) -> Clause | None:
    """One clause of a piece without blanks, or None where it is not understood as a whole."""
    strength, plain = _strength(piece)
    plain = plain.strip(",.;:!、")
    for reader in _READERS:
        clause = reader(plain, unit, direction)
        if clause is not None:
            return replace(clause, strength=strength, text=piece)
    return None


def _strength(piece: str) -> tuple[Strength, str]:
    for pattern, strength in _STRENGTHS:
        if found := pattern.search(piece):
            return strength, piece[: found.start()] + piece[found.end() :]
    return Strength.PLAN, piece


def _read_bracket(piece: str, unit: str, direction: Direction) -> Clause | None:
    found = _BRACKET.fullmatch(piece)
    if not found:
        return None
    before = found["before"]
    if before and not _ASSIGNED.search(before) and not _CUMULATIVE.fullmatch(before):
        return None
    inner = re.sub(r"^(?:五年)?(?:累计)?(?=[^\d]*\d)", "", found["inner"])
    if move := read_move(inner + found["after"], unit):
        clause = _total(move.phrase, unit)
    else:
        phrase = read_phrase(inner + found["after"], unit)
        clause = _total(phrase, unit) if phrase else None
    reference = before if before and _ASSIGNED.search(before) else None
    return replace(clause, reference=reference) if clause else None


def _total(phrase: Phrase, unit: str) -> Clause | None:
    """A sum or total change; a percent of something not in percent is a total change in percent."""
    if is_points(phrase.unit) or (is_share(phrase.unit) and not is_share(unit)):
        return _numeric(Basis.CUMULATIVE, phrase, phrase.unit)
    placed = in_unit(phrase, unit)
    return _numeric(Basis.CUMULATIVE, *placed) if placed else None


def _read_cumulative(piece: str, unit: str, direction: Direction) -> Clause | None:
    found = _CUMULATIVE.search(piece)
    if not found or re.search(r"\d", piece[: found.start()]):
        return None
    rest = piece[: found.start()] + piece[found.end() :]
    clause = _read_figure(rest, unit, direction)
    if clause is None or clause.basis not in {Basis.LEVEL, Basis.CHANGE, Basis.GROWTH}:
        return None
    return replace(clause, basis=Basis.CUMULATIVE)


def _read_assigned(piece: str, _unit: str, _direction: Direction) -> Clause | None:
    if not _ASSIGNED.search(piece) or re.search(r"\d", piece):
        return None
    return Clause(Basis.ASSIGNED, reference=piece)


def _read_special(piece: str, _unit: str, _direction: Direction) -> Clause | None:
    reference, rest = _against(piece)
    found = _SPECIAL.fullmatch(rest)
    if not found:
        return None
    value, op = _special_value(found)
    if value is None:
        return None
    if found["after"]:
        op = Op.ABOUT if found["after"] == "左右" else Op.GE
    return Clause(Basis.GROWTH, op, value, reference=reference, unit="%")


def _against(piece: str) -> tuple[str | None, str]:
    """The year a growth counts from (较2020年), which is no part of the figure, and the rest."""
    found = _AGAINST.search(piece)
    if not found:
        return None, piece
    year = re.fullmatch(r".*20\d\d年", found["reference"])
    return (found["reference"] if year else None), piece[: found.start()] + piece[found.end() :]


def _special_value(found: re.Match[str]) -> tuple[Decimal | None, Op]:
    if found["zero"]:
        return Decimal(0), Op.AT
    if found["positive"]:
        return Decimal(0), Op.GT
    if found["negative"]:
        return Decimal(0), Op.LT
    if found["tens"]:
        return Decimal(10), Op.GE
    if found["times"]:
        times = decimal_of(found["times"]) or chinese_number(found["times"])
        return (times * 100 if times else None), Op.AT
    doublings = {"两": 2, "二": 2, "2": 2, "3": 3, "三": 3}.get(found["doublings"] or "一", 1)
    return Decimal((2**doublings - 1) * 100), Op.AT


def _read_relative(piece: str, unit: str, _direction: Direction) -> Clause | None:
    if found := _IN_STEP.fullmatch(piece):
        return Clause(Basis.RELATIVE, Op.ABOUT, reference=_reference(found["reference"]))
    if found := re.fullmatch(r"(?:达到|达|保持|保持在|不低于)(?P<reference>[^\d]*(?:平均|水平|平均水平))(?:以上|左右)?", piece):
        return Clause(Basis.RELATIVE, Op.GE, reference=_reference(found["reference"]))
    found = _RELATIVE.fullmatch(piece)
    if not found or not found["reference"] or parse_unit(found["reference"]):
        return None
    verb = re.sub(r"^(?:略|稍|明显|显著|大幅|持续|继续|始终)", "", found["verb"])
    less = verb in _LESS
    op = _RELATIVE_OPS.get(verb, Op.LT if less else Op.GT)
    if not found["margin"]:
        return Clause(Basis.RELATIVE, op, reference=_reference(found["reference"]))
    phrase = read_phrase(found["margin"].removesuffix("倍"), unit)
    if phrase is None or found["margin"].endswith("倍"):
        return None
    return _margin(phrase, op, less=less, reference=_reference(found["reference"]))


def _margin(phrase: Phrase, op: Op, *, less: bool, reference: str) -> Clause:
    """高于全省平均1个百分点以上: at least one point above; 低于 counts downward."""
    side = {Op.GT: Op.GE, Op.LT: Op.LE}.get(op, op)
    bound = side if phrase.op in {Op.AT, Op.GE} else phrase.op
    value = -phrase.value if less else phrase.value
    high = None if phrase.high is None else (-phrase.high if less else phrase.high)
    return Clause(Basis.RELATIVE, bound, value, high, reference, unit=phrase.unit)


def _reference(text: str) -> str:
    return re.sub(r"^(?:于|的)|(?:的)$", "", text)


def _read_figure(piece: str, unit: str, direction: Direction) -> Clause | None:
    """A figure, with whatever names the subject in front of it: GDP增长6%, 到2025年达到150亿元."""
    reference, piece = _against(piece)
    basis = Basis.GROWTH if _GROWTH_TAIL.search(piece) else None
    piece = _TAIL.sub("", _GROWTH_TAIL.sub("", piece))
    for cut in range(len(piece)):
        if cut and not _may_open(piece, cut):
            continue
        clause = _figure_at(piece[:cut], piece[cut:], unit, basis)
        if clause is not None and not _holds_figure(piece[:cut], unit, direction):
            return replace(clause, reference=reference) if reference else clause
    return None


def _holds_figure(subject: str, unit: str, direction: Direction) -> bool:
    """Whether what should be a subject is a clause of its own: 增长6%以上力争7%."""
    if _SEPARATORS.search(subject):
        return True
    return any(sign.isdigit() for sign in subject) and read_clause(subject, unit, direction) is not None


def _may_open(piece: str, cut: int) -> bool:
    """A figure never opens in the middle of a number."""
    before, after = piece[cut - 1], piece[cut]
    return not (before.isdigit() and after in "0123456789.,") and not (before in ".," and after.isdigit())


def _figure_at(subject: str, rest: str, unit: str, basis: Basis | None) -> Clause | None:
    if (subject.endswith("新") and rest.startswith("增")) or _RANKED.search(subject) or (_VAGUE.search(subject) and not _GROWTH_SUBJECT.search(subject)):
        return None
    if move := read_move(rest, unit):
        return _moved(basis_of_move(move, unit), move.phrase, unit)
    phrase = read_phrase(rest, unit)
    if phrase is not None and basis is not None:
        return _moved(basis, phrase, unit)
    if phrase is None or (subject and not _names_figure(subject, rest)):
        return None
    if _GROWTH_SUBJECT.search(subject) and not is_points(phrase.unit):
        return _moved(Basis.GROWTH, phrase, unit)
    if _FALL_SUBJECT.search(subject):
        return None
    return _moved(basis_of_phrase(phrase, unit), phrase, unit)


def _names_figure(subject: str, rest: str) -> bool:
    """Whether what stands before a number can be its subject: words, or a year with a verb after it."""
    if re.fullmatch(r"[^\d]*", subject):
        return True
    return not rest[0].isdigit() or not subject[-1].isdigit()


def _moved(basis: Basis, phrase: Phrase, unit: str) -> Clause | None:
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
    parsed = parse_unit(phrase.unit)
    if is_points(phrase.unit) or (parsed and parsed.dimension == ("rank",)):
        return phrase, phrase.unit
    return in_unit(phrase, unit)


def _numeric(basis: Basis, phrase: Phrase, unit: str) -> Clause:
    return Clause(basis, phrase.op, phrase.value, phrase.high, unit=unit)


_READERS: tuple[Reader, ...] = (
    _read_bracket,
    _read_assigned,
    _read_special,
    _read_cumulative,
    _read_relative,
    _read_figure,
)
