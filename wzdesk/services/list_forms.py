"""The forms of a data file as a list: which period a region fills, until when, and how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import read_file_info, read_regions
from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.domain.form import FREQUENCY_WORDS
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.period import Period
from wzdesk.services.enter_form import FormFilling, forms_of, period_to_fill

Data = dict[str, object]


@dataclass(frozen=True, slots=True)
class ListedForm:
    """A form with the period that a region is filling."""

    table: FormTable

    @property
    def due(self) -> date:
        """The day until which it is to be reported."""
        return self.table.form.due(self.table.period)

    @property
    def words(self) -> str:
        """One line: name, period, due day, how far."""
        table = self.table
        filled, cells = table.counts()
        state = "已关账" if table.is_closed else f"{self.due.isoformat()}截止"
        kind = FREQUENCY_WORDS[table.form.frequency]
        return (
            f"{table.form.code}\t{table.form.name}\t{kind}\t{table.words}\t{state}\t已填 {filled}/{cells} 格"
        )

    def as_json(self) -> Data:
        """The same for programs."""
        table, form = self.table, self.table.form
        filled, cells = table.counts()
        return {
            "code": form.code,
            "name": form.name,
            "frequency": form.frequency.value,
            "region": table.region.code,
            "period": table.period.code,
            "period_words": table.words,
            "due": self.due.isoformat(),
            "filled": filled,
            "cells": cells,
            "closed": table.is_closed,
            "rows": len(form.rows),
            "columns": [column.value for column in form.columns],
            "reporters": list(form.reporters),
            "agency": form.agency,
        }


def list_forms(
    store: Store, today: datetime, region: str = "", period: Period | None = None
) -> Sequence[ListedForm]:
    """The forms that can be filled; ``region`` is the file's own where none is named.

    With a ``period`` those forms that have one which ends with it; else each with the period that is being filled.

    Raises:
        Refused: there is no such region.
    """
    with store.reading() as session:
        execute = execute_of(session)
        home = region or read_file_info(execute).home
        codes = {one.code for one in read_regions(execute)}
    if home not in codes:
        raise Refused(f"数据文件里没有代码是 {home} 的地区，请核对。")
    listed = []
    for form in forms_of(store):
        its = period_to_fill(store, form.code, home, today)
        if period is not None:
            table = FormFilling.open(store, form.code, home, its).table
            if (wanted := table.form.at(period)) is None:
                continue
            its = wanted
        listed.append(ListedForm(FormFilling.open(store, form.code, home, its).table))
    return listed
