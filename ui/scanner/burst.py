"""Keys that came one soon after another, and the scan among them."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt

from ui.scanner.scan_shapes import LONGEST, is_certain, is_plain, unmistakable_at
from ui.scanner.text_field import Place
from ui.scanner.unmistakable import is_zone_begun

_LINE_END = "\n"
_SCANNERS_MEAN_GAP_MS = 130
"""Slow scanners take 80 to 100 ms a key. A bare code in a text field that took longer was typed by
a person: it stays there. (A faster person's code is looked up, which is what codes are for.)"""


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A key that was kept from a widget until it is known whether it is a scan's."""

    key: int
    modifiers: Qt.KeyboardModifier
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A scan, and what a person had typed before it in the same burst."""

    text: str
    typed_before: str


@dataclass(slots=True)
class Burst:
    """The text of a burst as an editor would have it; ``places`` are the fields it went into."""

    text: str = ""
    places: list[Place] = field(default_factory=list)
    held: list[HeldKey] = field(default_factory=list)
    released: bool = False
    _keys: int = 0
    _took_ms: int = 0

    def add(self, text: str, gap_ms: int) -> None:
        """``text`` came, so long after what came before it."""
        self.text += text
        self._took_ms += gap_ms if self._keys else 0
        self._keys += 1

    def take_back(self, start: int, count: int) -> None:
        """An input method, or Backspace, removes ``count`` letters from ``start`` (≤ 0) on."""
        at = max(len(self.text) + start, 0)
        self.text = self.text[:at] + self.text[at + count :]

    @property
    def is_in_zone(self) -> bool:
        """Whether a line of a machine-readable zone ends here, and the next one must follow."""
        whole = self.places[0].text() if len(self.places) == 1 else ""  # lines after a long pause
        return is_zone_begun(self.text) or is_zone_begun(whole)

    def end_line(self) -> bool:
        """Take the line end that readers press within a zone; False where it is none."""
        is_in_zone = self.is_in_zone
        self.text += _LINE_END if is_in_zone else ""
        return is_in_zone

    @property
    def is_too_long(self) -> bool:
        """Whether it is longer than any scan."""
        return len(self.text) > LONGEST

    @property
    def is_certain(self) -> bool:
        """Whether this can only become a scan."""
        return is_certain(self.text)

    @property
    def mean_gap_ms(self) -> float:
        """How long a key took."""
        return self._took_ms / max(self._keys - 1, 1)

    def find(self) -> Found | None:
        """The scan that the burst ends with.

        What stands in the field counts as well as the keys: input methods change letters. The
        longer one is right, since a field may have taken only a part.
        """
        inserted = self.places[0].inserted() if len(self.places) == 1 else None
        readings = [text for text in (inserted, self.text) if text]
        found = [
            Found(text[at:], self._kept(text, at, inserted))
            for text in readings
            if (at := unmistakable_at(text)) is not None
        ]
        if found:
            return max(found, key=lambda one: len(one.text))
        if self.places and self.mean_gap_ms > _SCANNERS_MEAN_GAP_MS:
            return None
        return next((Found(text, "") for text in readings if is_plain(text)), None)

    def put_back(self, found: Found) -> None:
        """Make the fields what they were before the scan."""
        for number, place in enumerate(self.places):
            place.put_back(found.typed_before if number == 0 else "")

    @staticmethod
    def _kept(text: str, at: int, inserted: str | None) -> str:
        """What was typed before the scan, as far as it has got into the field."""
        if inserted is None or text is inserted:
            return text[:at]
        same = 0
        while same < min(at, len(inserted)) and text[same] == inserted[same]:
            same += 1
        return text[:same]
