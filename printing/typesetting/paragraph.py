"""Paragraphs: runs of text in several faces, broken into measured lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from printing.typesetting.fonts import Face, width_pt
from printing.typesetting.sheet import Sheet

LEADING = 1.22
"""Line distance over letter size; Vietnamese capitals carry two marks ("Ễ") and need the room."""
ASCENT = 0.93
"""From the top of a line to its baseline, over letter size."""
BALANCING_STEPS = 6


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one face."""

    text: str
    face: Face = Face.REGULAR


class Align(Enum):
    """How lines stand between their margins."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class _Line:
    pieces: tuple[tuple[float, str, Face], ...]
    width: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that fit ``width`` points; ``leader`` fills the last line with dots to the margin."""

    lines: tuple[_Line, ...]
    width: float
    size_pt: float
    align: Align
    leader: bool

    @property
    def height(self) -> float:
        return len(self.lines) * self.size_pt * LEADING

    @property
    def widest(self) -> float:
        """The width of the longest line."""
        return max((line.width for line in self.lines), default=0.0)

    def split(self, most_lines: int) -> list[Paragraph]:
        """Cut into paragraphs of at most ``most_lines``, which a page surely holds."""
        starts = range(0, len(self.lines), most_lines)
        return [
            replace(
                self,
                lines=self.lines[at : at + most_lines],
                leader=self.leader and at == starts[-1],
            )
            for at in starts
        ]

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw with the top left corner at ``x``, ``y``."""
        for number, line in enumerate(self.lines):
            baseline = y + (number * LEADING + ASCENT) * self.size_pt
            left = x + self._indent(line)
            for offset, text, face in line.pieces:
                sheet.text(left + offset, baseline, text, face, self.size_pt)
        if self.leader and self.lines:
            last = self.lines[-1]
            begin = x + last.width + (0.25 * self.size_pt if last.width else 0)
            if begin + self.size_pt < x + self.width:
                sheet.line(begin, baseline, x + self.width, baseline, dotted=True)

    def _indent(self, line: _Line) -> float:
        free = self.width - line.width
        return {Align.LEFT: 0.0, Align.CENTRE: free / 2, Align.RIGHT: free}[self.align]


def paragraph(
    runs: Sequence[Run],
    width: float,
    size_pt: float,
    *,
    align: Align = Align.LEFT,
    leader: bool = False,
) -> Paragraph:
    """Break ``runs`` into lines of at most ``width`` points.

    Lines break at blanks; a word that is wider than a line (an e-mail address, a row of letters
    without blanks) breaks where it must, so that nothing is ever cut off or runs over the margin.
    """
    lines: list[_Line] = []
    current: list[tuple[str, Face]] = []
    used = 0.0
    for word, face, glued in _words(runs, width, size_pt):
        text = word if glued or not current else f" {word}"
        wide = width_pt(text, face, size_pt)
        if current and used + wide > width + _TOLERANCE_PT:
            lines.append(_line(current, size_pt))
            current, used = [], 0.0
            text = word
            wide = width_pt(text, face, size_pt)
        current.append((text, face))
        used += wide
    lines.append(_line(current, size_pt))
    return Paragraph(tuple(lines), width, size_pt, align, leader)


_TOLERANCE_PT = 1e-6
_BLANK = " \t\n"
_BLANKS = re.compile(f"[{_BLANK}]+")  # not \s: a line is not broken at a no-break space


def _words(runs: Sequence[Run], width: float, size_pt: float) -> Iterator[tuple[str, Face, bool]]:
    """Words, none wider than ``width``, with their face; True where no blank stands before."""
    blank_before = False
    for run in runs:
        for number, word in enumerate(_BLANKS.split(run.text.strip(_BLANK))):
            if not word:
                continue
            glued = number == 0 and not (blank_before or run.text[0] in _BLANK)
            for part in _fitting(word, run.face, width, size_pt):
                yield part, run.face, glued
                glued = True
        if run.text:
            blank_before = run.text[-1] in _BLANK


def _fitting(word: str, face: Face, width: float, size_pt: float) -> list[str]:
    if width_pt(word, face, size_pt) <= width:
        return [word]
    parts = [""]
    for letter in word:
        if parts[-1] and width_pt(parts[-1] + letter, face, size_pt) > width:
            parts.append("")
        parts[-1] += letter
    return parts


def _line(words: list[tuple[str, Face]], size_pt: float) -> _Line:
    """Join neighbours of the same face: a line is drawn in as few pieces as it has faces."""
    pieces: list[tuple[float, str, Face]] = []
    used = 0.0
    for text, face in words:
        if pieces and pieces[-1][2] is face:
            offset, before, _ = pieces[-1]
            pieces[-1] = (offset, before + text, face)
        else:
            pieces.append((used, text, face))
        used += width_pt(text, face, size_pt)
    return _Line(tuple(pieces), used)


@dataclass(frozen=True, slots=True)
class Stack:
    """Paragraphs below each other, each in its own size."""

    parts: tuple[Paragraph, ...]

    @property
    def height(self) -> float:
        return sum(part.height for part in self.parts)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw with the top left corner at ``x``, ``y``."""
        for part in self.parts:
            part.draw(sheet, x, y)
            y += part.height


def centred(text: str, face: Face, width: float, size_pt: float, *, inset: float = 0) -> Paragraph:
    """``text`` centred in ``width``, its lines ``2 * inset`` narrower.

    Several lines are balanced: as short as they can be without another line.
    """
    fits = width - 2 * inset
    lines = paragraph([Run(text, face)], fits, size_pt, align=Align.CENTRE)
    count = len(lines.lines)
    if count > 1:
        too_narrow = width_pt(text, face, size_pt) / count * 0.9
        for _ in range(BALANCING_STEPS):
            middle = (too_narrow + fits) / 2
            tried = paragraph([Run(text, face)], middle, size_pt, align=Align.CENTRE)
            if len(tried.lines) == count and tried.widest <= middle:
                lines, fits = tried, middle
            else:
                too_narrow = middle
    return replace(lines, width=width)


def to_the_right(text: str, face: Face, width: float, size_pt: float) -> Paragraph:
    """``text`` against the right end of ``width``."""
    return paragraph([Run(text, face)], width, size_pt, align=Align.RIGHT)
