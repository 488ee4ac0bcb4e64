"""How well an entry of the catalogue is founded, in the same words wherever it is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject

COMPARED = "H"
_PARTLY = "M"


class ConfidenceWords(QObject):
    """Puts ``H``, ``M`` and ``L`` into words; it holds nothing and asks nothing."""

    def word(self, confidence: str) -> str:
        """Whether somebody compared the entry with a text in force."""
        if confidence == COMPARED:
            return self.tr("compared")
        return self.tr("partly compared") if confidence == _PARTLY else self.tr("not compared")
