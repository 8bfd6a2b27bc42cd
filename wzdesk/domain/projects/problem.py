"""What holds a project up (问题): by whom and by when it must be solved."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of a project, known by its number ``no`` within the project; it stays until it is solved.

    ``solver`` is the body that must solve it, ``due`` by which day; ``raised`` and ``solved`` are days too.
    """

    project: str
    no: int
    text: str
    solver: str = ""
    due: date | None = None
    raised: date | None = None
    solved: date | None = None

    def is_open_on(self, day: date) -> bool:
        """Whether it was known and not yet solved at the end of a day."""
        return (self.raised is None or self.raised <= day) and (self.solved is None or day < self.solved)

    def days_left(self, today: date) -> int | None:
        """Days until it is due, negative when late; None where it is solved or has no day."""
        return None if self.solved or self.due is None else (self.due - today).days
