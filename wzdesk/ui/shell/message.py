"""What the message bar is told."""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple


class MessageKind(Enum):
    """What the sentence is about; the icon and the ground say it too."""

    INFO = "info"
    REFUSAL = "refusal"


class MessageAction(NamedTuple):
    """The one thing that can be done about it: the words on the button, what it does, and its key."""

    words: str
    act: Callable[[], object]
    key: str = ""
