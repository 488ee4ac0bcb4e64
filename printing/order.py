"""What is to be printed of a dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.dossier.state import Dossier

FINE_DPI = 203.2
"""The grid of barcodes where no printer is known: that of the least forgiving ones."""


@dataclass(frozen=True, slots=True)
class Order:
    """``form`` of ``dossier`` for the ``nth`` time, on the day that it was (first) ``issued``.

    ``number`` is the paper's own ("12/PBS-TTPVHCC"; "" where it has none yet). ``dpi`` is the grid
    of the printer. ``preview``: marked as one, and without the QR that would make it a receipt.
    """

    dossier: Dossier
    form: str
    size: str
    nth: int
    issued: datetime
    number: str = ""
    dpi: float = FINE_DPI
    preview: bool = False
