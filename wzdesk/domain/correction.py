"""Corrections (修订): figures that were changed after their period was closed, because it had been sent."""

from dataclasses import dataclass

from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.observation import ObservationKey


@dataclass(frozen=True, slots=True)
class Correction:
    """What a figure was when its period was closed ("" where there was none), and why it is another now."""

    sent: str
    why: str

    @property
    def text(self) -> str:
        """As the note beside the figure keeps it: what was sent, and in the next line the reason."""
        return f"{self.sent}\n{self.why}"

    @property
    def words(self) -> str:
        """报出的是 120，后来修订：统计局核定."""
        return f"报出的是 {self.sent or '空'}，后来修订：{self.why}"


def correction_of(text: str) -> Correction:
    """The correction in a note's text."""
    sent, _, why = text.partition("\n")
    return Correction(sent, why)


def correction_key(key: ObservationKey) -> NoteKey:
    """Where it is kept that a figure was corrected."""
    return NoteKey(NoteKind.CORRECTION, key.region, key.indicator, key.period, key.measure.value)
