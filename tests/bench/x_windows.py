"""The titles of an X screen's windows and whether they are painted, through libX11: a poll costs a tenth of a millisecond."""

import ctypes
import ctypes.util
from types import TracebackType
from typing import Any, Self

_VIEWABLE = 2


class _Attributes(ctypes.Structure):
    """XWindowAttributes; only ``map_state`` is read."""

    _fields_ = (
        ("geometry", ctypes.c_int * 5),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        ("kind", ctypes.c_int * 4),
        ("planes", ctypes.c_ulong * 2),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("rest", ctypes.c_byte * 64),
    )


class _Image(ctypes.Structure):
    """The beginning of an XImage."""

    _fields_ = (
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.c_void_p),
        ("order", ctypes.c_int * 5),
        ("bytes_per_line", ctypes.c_int),
    )


class Screen:
    """A connection to an X screen without a window manager: programs' windows are the root's children."""

    def __init__(self, display: str) -> None:
        library = ctypes.util.find_library("X11")
        if library is None:
            raise OSError("libX11 is absent")
        self._x: Any = ctypes.CDLL(library)
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XGetImage.restype = ctypes.POINTER(_Image)
        opened: int | None = self._x.XOpenDisplay(display.encode())
        if opened is None:
            raise OSError(f"no X screen at {display}")
        self._display = ctypes.c_void_p(opened)
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._quiet = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(
            lambda _display, _event: 0
        )
        self._x.XSetErrorHandler(self._quiet)  # a window may be gone between two questions

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._x.XCloseDisplay(self._display)

    def titles(self) -> list[str]:
        """Of the windows that are mapped."""
        return [self._title(window) for window in self._windows() if self._attributes(window)]

    def is_painted(self, title: str) -> bool:
        """Whether a window with this in its title has anything on it: the screen below is black."""
        for window in self._windows():
            attributes = self._attributes(window)
            if attributes and title in self._title(window) and self._has_colour(window, attributes):
                return True
        return False

    def _windows(self) -> list[int]:
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        listed = ctypes.POINTER(ctypes.c_ulong)()
        arguments = (ctypes.byref(each) for each in (root, parent, listed, count))
        if not self._x.XQueryTree(self._display, self._root, *arguments):
            return []
        windows = [listed[number] for number in range(count.value)]
        if windows:
            self._x.XFree(listed)
        return windows

    def _attributes(self, window: int) -> _Attributes | None:
        """Those of a window that is mapped."""
        attributes = _Attributes()
        found = self._x.XGetWindowAttributes(self._display, ctypes.c_ulong(window), ctypes.byref(attributes))
        return attributes if found and attributes.map_state == _VIEWABLE else None

    def _has_colour(self, window: int, attributes: _Attributes) -> bool:
        """In the line across its middle."""
        _x, _y, width, height, _border = attributes.geometry
        place = (0, height // 2, width, 1)
        image = self._x.XGetImage(
            self._display, ctypes.c_ulong(window), *place, ctypes.c_ulong(~0 & 2**32 - 1), 2
        )
        if not image:
            return False
        line = ctypes.string_at(image.contents.data, image.contents.bytes_per_line)
        self._x.XDestroyImage(image)
        return any(line[at : at + 3] != b"\0\0\0" for at in range(0, len(line), 4))

    def _title(self, window: int) -> str:
        name = ctypes.c_char_p()
        if not self._x.XFetchName(self._display, ctypes.c_ulong(window), ctypes.byref(name)):
            return ""
        title = (name.value or b"").decode("latin-1")
        self._x.XFree(name)
        return title
