"""A scan that came in pieces, or broke off, and was left in a text field."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.scanner.scan_shapes import left_behind_at, unmistakable_at
from ui.scanner.text_field import LineField, field_of, is_secret


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """``text`` is the scan; ``kept`` is what stood in the field before it."""

    field: LineField
    text: str
    kept: str

    def take_out(self) -> None:
        """Take the scan out of its field."""
        self.field.replace_all(self.kept)


def find_left_behind(widget: QWidget, *, whole: bool = False) -> LeftBehind | None:
    """What a scanner left in ``widget``, a field of one line; ``whole``: not a part of a scan.

    In a field of several lines nothing is committed, and people may keep such a text there.
    """
    field = field_of(widget)
    if not isinstance(field, LineField) or is_secret(field.widget) or field.is_read_only:
        return None
    text = field.state().text
    at = unmistakable_at(text) if whole else left_behind_at(text)
    return None if at is None else LeftBehind(field, text[at:], text[:at])
