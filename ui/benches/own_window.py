"""This program's window, from its command line, until the first field takes a key."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from main import main

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def _type(window: QWidget) -> None:
    from ui.benches.typed_key import type_a_key  # noqa: PLC0415 - not before what is measured

    type_a_key(window)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], on_painted=_type))
