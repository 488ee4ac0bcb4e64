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
WIDEST_BLANK = 0.6
"""How much wider than usual a blank of a justified line may be, over letter size."""


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
    JUSTIFY = "justify"

    __hash__ = object.__hash__  # Enum's own is written in Python


@dataclass(frozen=True, slots=True)
class _Line:
    """``pieces``: offset, text, face. ``full``: the next word did not fit."""

    pieces: tuple[tuple[float, str, Face], ...]
    width: float
    full: bool = False


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
            if self.align is Align.JUSTIFY and line.full:
                self._draw_justified(sheet, x, baseline, line)
                continue
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
        if self.align is Align.CENTRE:
            return free / 2
        return free if self.align is Align.RIGHT else 0.0

    def _draw_justified(self, sheet: Sheet, x: float, baseline: float, line: _Line) -> None:
        """Widen the blanks of a full line up to the margin, unless it would fall apart."""
        blanks = sum(text.count(" ") for _, text, _ in line.pieces)
        wider = (self.width - line.width) / blanks if blanks else 0.0
        if wider > WIDEST_BLANK * self.size_pt:
            wider = 0.0
        for offset, text, face in line.pieces:
            sheet.text(x + offset, baseline, text, face, self.size_pt, word_space=wider)
            x += wider * text.count(" ")


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
    lines = _broken(_words(runs), width / size_pt, size_pt)
    return Paragraph(lines, width, size_pt, align, leader)


_TOLERANCE = 1e-7
_BLANK = " \t\n"
_BLANKS = re.compile(f"[{_BLANK}]+")  # not \s: a line is not broken at a no-break space

_Word = tuple[str, Face, bool, float]
"""Text, face, whether no blank stands before, width over letter size."""


def _words(runs: Sequence[Run]) -> list[_Word]:
    words: list[_Word] = []
    blank_before = False
    for run in runs:
        text, face = run.text, run.face
        for number, word in enumerate(_BLANKS.split(text.strip(_BLANK))):
            if word:
                glued = number == 0 and not (blank_before or text[0] in _BLANK)
                words.append((word, face, glued, width_pt(word, face, 1)))
        if text:
            blank_before = text[-1] in _BLANK
    return words


def _broken(words: Sequence[_Word], most: float, size_pt: float) -> tuple[_Line, ...]:
    """Lines of at most ``most`` times the letter size."""
    lines: list[_Line] = []
    current: list[tuple[str, Face, float]] = []
    used = 0.0
    for word in words:
        for text, face, glued, bare in [word] if word[3] <= most else _divided(word, most):
            spaced = current and not glued
            wide = bare + width_pt(" ", face, 1) if spaced else bare
            if current and used + wide > most + _TOLERANCE:
                moved = _moved_along(current, most - bare) if glued else []
                lines.append(_line(current[: len(current) - len(moved)], size_pt, full=True))
                current, used = moved, sum(part[2] for part in moved)
                spaced, wide = False, bare
            current.append((f" {text}" if spaced else text, face, wide))
            used += wide
    lines.append(_line(current, size_pt, full=False))
    return tuple(lines)


def _moved_along(
    line: Sequence[tuple[str, Face, float]], most: float
) -> list[tuple[str, Face, float]]:
    """What a mark that no longer fits takes to the next line: the word that it belongs to.

    Nothing where that is the whole line, or is wider than ``most``.
    """
    for at in range(len(line) - 1, 0, -1):
        text, face, wide = line[at]
        if text.startswith(" "):
            moved = [(text[1:], face, wide - width_pt(" ", face, 1)), *line[at + 1 :]]
            return moved if sum(part[2] for part in moved) <= most else []
    return []


def _divided(word: _Word, most: float) -> Iterator[_Word]:
    """Parts of a word that is wider than a line, each as long as a line holds."""
    text, face, glued, _ = word
    begin, used = 0, 0.0
    for at, letter in enumerate(text):
        wide = width_pt(letter, face, 1)
        if at > begin and used + wide > most:
            yield text[begin:at], face, glued, used
            begin, used, glued = at, 0.0, True
        used += wide
    yield text[begin:], face, glued, used


def _line(words: Sequence[tuple[str, Face, float]], size_pt: float, *, full: bool) -> _Line:
    """Join neighbours of the same face: a line is drawn in as few pieces as it has faces."""
    pieces: list[tuple[float, str, Face]] = []
    joined: list[str] = []
    begin = used = 0.0
    before: Face | None = None
    for text, face, wide in words:
        if face is not before:
            if before is not None:
                pieces.append((begin * size_pt, "".join(joined), before))
            joined, begin, before = [], used, face
        joined.append(text)
        used += wide
    if before is not None:
        pieces.append((begin * size_pt, "".join(joined), before))
    return _Line(tuple(pieces), used * size_pt, full)


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
    words = _words([Run(text, face)])
    fits = width - 2 * inset
    lines = _broken(words, fits / size_pt, size_pt)
    if len(lines) > 1:
        too_narrow = sum(line.width for line in lines) / len(lines) * 0.9
        for _ in range(BALANCING_STEPS):
            middle = (too_narrow + fits) / 2
            tried = _broken(words, middle / size_pt, size_pt)
            if len(tried) == len(lines) and max(line.width for line in tried) <= middle + 1e-6:
                lines, fits = tried, middle
            else:
                too_narrow = middle
    return Paragraph(lines, width, size_pt, Align.CENTRE, leader=False)


def to_the_right(text: str, face: Face, width: float, size_pt: float) -> Paragraph:
    """``text`` against the right end of ``width``."""
    return paragraph([Run(text, face)], width, size_pt, align=Align.RIGHT)
