"""From codes to the integer ids of rows; remembered per store, since an id never changes."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from wzdesk.db.errors import UnknownCode, UnknownForm, UnknownIndicator, UnknownPlan, UnknownRegion
from wzdesk.db.tables import FormRow, IndicatorRow, PlanRow, RegionRow

_SELECTS = {
    "region": select(RegionRow.id).where(RegionRow.code == bindparam("code")),
    "indicator": select(IndicatorRow.id).where(IndicatorRow.code == bindparam("code")),
    "plan": select(PlanRow.id).where(PlanRow.code == bindparam("code")),
    "form": select(FormRow.id).where(FormRow.code == bindparam("code")),
}
_UNKNOWN: dict[str, type[UnknownCode]] = {
    "region": UnknownRegion,
    "indicator": UnknownIndicator,
    "plan": UnknownPlan,
    "form": UnknownForm,
}


def id_of(session: Session, table: str, code: str) -> int:
    """The id of a region, an indicator, a plan or a form.

    Raises:
        UnknownCode: there is none with this code.
    """
    known: dict[str, int] = session.info.setdefault("codes", {}).setdefault(table, {})
    found = known.get(code)
    if found is None:
        found = session.connection().execute(_SELECTS[table], {"code": code}).scalar()
        if found is None:
            raise _UNKNOWN[table](code)
        known[code] = found
    return found
