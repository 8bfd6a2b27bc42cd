"""What a form or a plan still lacks when it is closed or printed: empty cells, drafts, queries, faults."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wzdesk.domain.assess import is_draft
from wzdesk.domain.checks.finding import Finding
from wzdesk.domain.checks.reviewed import is_missing
from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.form import TYPED_COLUMNS
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.plan_table import PlanTable

_DRAFTS = "{} 格草稿没有读成数"


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """One kind of what is lacking: its words, with the count in place of ``{}``, and the cells, the first to look at first."""

    words: str
    cells: tuple[ObservationKey, ...]
    refuses: bool = False
    """Whether the period cannot be closed over it (强制性)."""

    @property
    def sentence(self) -> str:
        """``还空着 12 格``."""
        return self.words.format(len(self.cells))


def open_ends(
    table: FormTable, findings: Sequence[Finding], answered: Collection[Finding]
) -> tuple[OpenEnd, ...]:
    """All that a form lacks, the gravest first; ``answered`` are the queries that have a reason.

    An empty cell counts as such and not again as the finding that says it must be filled.
    """
    on_form = frozenset(_figures(table))
    open_ = [one for one in findings if not is_missing(one) and one not in answered]
    of = {
        severity: tuple(_cell(one, on_form) for one in open_ if one.severity is severity)
        for severity in Severity
    }
    ends = (
        OpenEnd("{} 条强制性问题没有改正", of[Severity.FATAL], refuses=True),
        OpenEnd("{} 条准强制性问题没有改正", of[Severity.BLOCKING]),
        OpenEnd("{} 条核实性问题没有说明", of[Severity.QUERY]),
        OpenEnd(_DRAFTS, _drafts(table)),
        OpenEnd("{} 格空着", tuple(key for key in _asked(table) if key not in table.observations)),
    )
    return tuple(end for end in ends if end.cells)


def open_ends_of_plan(table: PlanTable) -> tuple[OpenEnd, ...]:
    """The drafts of a plan; what its items lack else stands in their verdicts, which are printed."""
    drafts = dict.fromkeys(
        told.key
        for row in table.rows()
        for column in table.columns
        if (told := table.observation(row.part, column)) and is_draft(told.quantity)
    )
    end = OpenEnd(_DRAFTS, tuple(drafts))
    return (end,) if end.cells else ()


def open_words(ends: Sequence[OpenEnd]) -> str:
    """All of it in one sentence for a printout; "" where nothing is lacking."""
    told = "、".join(end.sentence for end in ends)
    return f"这张表还有 {told}；照样可以打印。" if told else ""


def _cell(finding: Finding, on_form: Collection[ObservationKey]) -> ObservationKey:
    """The cell to look at, one of the form where the finding names any."""
    return next((key for key in finding.cells if key in on_form), finding.key)


def _figures(table: FormTable) -> list[ObservationKey]:
    """Where the figures of the form stand, row by row."""
    columns = [column for column in table.form.columns if column in TYPED_COLUMNS]
    return [key for row in table.form.rows for its in columns if (key := table.key_of(row, its))]


def _asked(table: FormTable) -> list[ObservationKey]:
    return [key for keys in table.asked_keys() for key in keys]


def _drafts(table: FormTable) -> tuple[ObservationKey, ...]:
    """Cells whose words were not read as a figure; those of the remarks are meant to be words."""
    told = table.observations
    return tuple(key for key in _figures(table) if key in told and is_draft(told[key].quantity))
