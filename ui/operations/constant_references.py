"""A refcount bug of PySide6 6.12 on Python 3.11: its calls lose references to None and True.

It returns them as if they were immortal, as they are from Python 3.12 on. After some thousand
calls and signals the interpreter would abort ("deallocating None"). PySide6 6.11 does not do it.
To be removed together with Python 3.11, or with a PySide6 that has it mended.
"""

from __future__ import annotations

import ctypes
import sys

_MANY = 1 << 40
"""At a thousand calls a second, thirty years."""
_CONSTANTS = (None, True, False, NotImplemented, ...)


def keep_constants_alive() -> None:
    """Give the constants more references than can be lost; to be called before any window.

    Does nothing where they are immortal, or where an object does not begin with its count.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in _CONSTANTS:
        count = ctypes.c_ssize_t.from_address(id(constant))
        if abs(count.value - sys.getrefcount(constant)) < 8 and count.value < _MANY:
            count.value += _MANY
