"""The window: one package per screen, and what the screens share.

Qt is imported here with Python's garbage collector off, for it makes thousands of objects that live as long as the
program: that takes 7 % off the time to the first paint.
"""

import gc

_collecting = gc.isenabled()
gc.disable()

import PySide6.QtCore  # noqa: E402
import PySide6.QtGui  # noqa: E402
import PySide6.QtWidgets  # noqa: E402, F401

gc.freeze()
if _collecting:
    gc.enable()
