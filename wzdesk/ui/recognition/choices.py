"""What can be chosen for a row, a column or a sheet."""

from wzdesk.domain.period import Period
from wzdesk.services.receiving.context import Known
from wzdesk.ui.widgets.picker import Choice

_UNITS = (
    "元",
    "万元",
    "亿元",
    "万美元",
    "亿美元",
    "%",
    "个百分点",
    "人",
    "万人",
    "个",
    "家",
    "吨",
    "万吨",
    "万千瓦时",
)


def indicator_choices(known: Known) -> list[Choice]:
    """All indicators with their units; aliases and codes find them too."""
    return [
        Choice(code, f"{one.name}（{one.unit}）" if one.unit else one.name, " ".join((code, *one.aliases)))
        for code, one in known.indicators.items()
    ]


def region_choices(known: Known) -> list[Choice]:
    """All regions; codes find them too."""
    return [Choice(code, name, code) for code, name in known.region_words.items()]


def unit_choices(known: Known) -> list[Choice]:
    """The usual units and those of the catalogue."""
    units = dict.fromkeys([*_UNITS, *(one.unit for one in known.indicators.values() if one.unit)])
    return [Choice(unit, unit) for unit in units]


def period_choices(current: Period | None) -> list[Choice]:
    """Periods of the years around the current one, the current one among them."""
    if current is None:
        return []
    periods: dict[str, Period] = {current.code: current}
    for year in range(current.last_year + 1, current.last_year - 4, -1):
        made = [
            Period.of_year(year),
            *(Period.to_month(year, month) for month in range(11, 1, -1)),
            *(Period.of_quarter(year, quarter) for quarter in range(1, 5)),
            *(Period.of_month(year, month) for month in range(1, 13)),
        ]
        periods |= {one.code: one for one in made}
    return [Choice(code, one.words, code) for code, one in periods.items()]
