"""Published figures and the verdicts that persons set."""

from pathlib import Path

from wzdesk.domain.cell_reading import read_observation
from wzdesk.domain.change import OverrideKey
from wzdesk.domain.observation import Measure, Observation, ObservationKey, ObsStatus
from wzdesk.domain.period import Frequency, period_of_code
from wzdesk.domain.plan import Plan
from wzdesk.domain.quantity import Availability
from wzdesk.domain.verdict import VERDICT_WORDS, Override, Verdict
from wzdesk.packs.catalogue import INDICATORS, REGIONS
from wzdesk.packs.cells import demand, refer, word
from wzdesk.packs.csv_rows import Columns, Row, read_rows
from wzdesk.packs.known import Known
from wzdesk.packs.mistakes import Findings

OBSERVATIONS, OVERRIDES = "observations.csv", "overrides.csv"

_OBSERVATION_COLUMNS = Columns(
    ("region", "indicator", "period", "measure", "text"), ("unit", "status", "note", "source")
)
_OVERRIDE_COLUMNS = Columns(("plan", "region", "item", "verdict", "reason"), ("source",))
_MEASURES = {"绝对值": Measure.LEVEL, "增速": Measure.GROWTH, "变动": Measure.CHANGE}
_STATUSES = {
    "正常": ObsStatus.NORMAL, "口径中断": ObsStatus.BREAK, "口径不同": ObsStatus.DEFINITION_DIFFERS,
    "预计数": ObsStatus.ESTIMATED, "预测数": ObsStatus.FORECAST, "未收集": ObsStatus.NOT_COLLECTED,
    "无此数": ObsStatus.CANNOT_EXIST, "暂无数据": ObsStatus.MISSING, "初步数": ObsStatus.PROVISIONAL,
    "保密": ObsStatus.SUPPRESSED, "未审核": ObsStatus.UNVALIDATED,
}  # fmt: skip
_VERDICTS = {name: verdict for verdict, name in VERDICT_WORDS.items()}


def read_observations(folder: Path, findings: Findings, known: Known) -> tuple[Observation, ...]:
    """The published figures; a pack may have none."""
    rows = read_rows(folder, OBSERVATIONS, _OBSERVATION_COLUMNS, findings, required=False)
    lines: dict[ObservationKey, int] = {}
    found: list[Observation] = []
    for row in rows:
        observation = _observation(row, known)
        if observation is None:
            continue
        first = lines.setdefault(observation.key, row.line)
        if first != row.line:
            row.mistake(f"与第{first}行是同一个数（地区、指标、时期、类别都相同），请删去一行。")
        found.append(observation)
    return tuple(found)


def _observation(row: Row, known: Known) -> Observation | None:
    demand(row, "region", "indicator", "period", "measure", "text")
    refer(row, "region", [row["region"]], known.regions, REGIONS)
    refer(row, "indicator", [row["indicator"]], known.indicators, INDICATORS)
    measure = word(row, "measure", _MEASURES, Measure.LEVEL)
    period = period_of_code(row["period"])
    if period is None:
        if row["period"]:
            row.mistake(
                f"看不懂时期“{row['period']}”，应写成 2023、2023-H1、2023-Q2、2023-06、2023-01/06（1—6月累计）或 2016/2020，请改正。"
            )
        return None
    several_years = period.frequency is Frequency.YEARS
    quantity = read_observation(row["text"], measure, _unit(row, known), several_years=several_years)
    if quantity.availability is Availability.WORDS:
        row.warning(f"“{row['text']}”读不出数，按文字保存；如应为数字，请改正。")
    return Observation(
        key=ObservationKey(row["region"], row["indicator"], period, measure),
        quantity=quantity,
        status=word(row, "status", _STATUSES, ObsStatus.NORMAL),
        note=row["note"],
        source=row["source"],
    )


def _unit(row: Row, known: Known) -> str:
    indicator = known.indicators.get(row["indicator"])
    return row["unit"] or (indicator.unit if indicator else "")


def read_overrides(
    folder: Path, findings: Findings, known: Known, plans: tuple[Plan, ...]
) -> tuple[tuple[OverrideKey, Override], ...]:
    """The verdicts set by persons; a pack may have none."""
    rows = read_rows(folder, OVERRIDES, _OVERRIDE_COLUMNS, findings, required=False)
    items = {plan.code: {item.no for item in plan.items} for plan in plans}
    lines: dict[OverrideKey, int] = {}
    found: list[tuple[OverrideKey, Override]] = []
    for row in rows:
        demand(row, "plan", "region", "item", "verdict", "reason")
        refer(row, "plan", [row["plan"]], items, "plans 文件夹")
        refer(row, "region", [row["region"]], known.regions, REGIONS)
        if row["plan"] in items:
            refer(row, "item", [row["item"]], items[row["plan"]], f"计划 {row['plan']} 的序号")
        key = OverrideKey(row["plan"], row["region"], row["item"])
        if lines.setdefault(key, row.line) != row.line:
            row.mistake(f"与第{lines[key]}行认定的是同一项，请删去一行。")
        verdict = word(row, "verdict", _VERDICTS, Verdict.UNDETERMINED)
        found.append((key, Override(verdict, row["reason"], source=row["source"])))
    return tuple(found)
