"""What crosses the pipes, pickled.

Only pickles of our own child are read, never one from a file. The child, though, is where hostile files go: should one
ever take it over, its answer can make values of our own classes and a few plain ones, and can call nothing else.
"""

import pickle
import sys
from enum import Enum
from io import BytesIO
from typing import Any

_PLAIN = frozenset(
    {
        ("builtins", "bytearray"),
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("collections", "Counter"),
        ("collections", "OrderedDict"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "time"),
        ("datetime", "timedelta"),
        ("decimal", "Decimal"),
        ("pathlib", "PosixPath"),
        ("pathlib", "WindowsPath"),
    }
)


class _OwnClasses(pickle.Unpickler):
    def find_class(self, module: str, name: str, /) -> Any:
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith("wzdesk.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


class EnumsByValue(pickle.Pickler):
    """Writes a member of an enumeration as its class and value, as Python does from 3.11.4 on.

    Before that (Debian 12 has 3.11.2) it is written as a call of ``getattr``, which no answer may hold.
    """

    def reducer_override(self, value: Any, /) -> Any:
        """How an object is written; NotImplemented for the usual way."""
        return (type(value), (value.value,)) if isinstance(value, Enum) else NotImplemented


_PICKLER = EnumsByValue if sys.version_info < (3, 11, 4) else pickle.Pickler


def pack(value: object) -> bytes:
    """A question or an answer."""
    content = BytesIO()
    _PICKLER(content, pickle.HIGHEST_PROTOCOL).dump(value)
    return content.getvalue()


def unpack_answer(content: bytes) -> Any:
    """The child's answer.

    Raises:
        pickle.UnpicklingError: it holds something that no reading holds.
    """
    return _OwnClasses(BytesIO(content)).load()


def unpack_question(content: bytes) -> Any:
    """What the program asks of its child."""
    return pickle.loads(content)  # noqa: S301 - the program that started this process wrote it
