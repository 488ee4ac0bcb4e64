"""The rows of a very long table, fast: columns stand, words are measured once, cells are kept.

A cell's lines are encoded together with how the pen moves inside it, from the cell's upper left
corner; a row is those pieces behind each other. Rows are set from the top of their cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from printing.layout.description import Column, Table
from printing.layout.table import FACES, PADDING_X, PADDING_Y, Grid
from printing.layout.template import as_pattern
from printing.layout.values import Texts
from printing.typesetting.embedding import EmbeddedFonts
from printing.typesetting.fonts import Face, printable, width_pt
from printing.typesetting.paragraph import ASCENT, LEADING
from printing.typesetting.sheet import MM, Sheet

MAX_ROW_LINES = 20
"""A row of more lines is divided: any page holds as many."""
KEPT_CELLS = 2_048
KEPT_WORDS = 8_192
LONGEST_KEPT_WORD = 40
_CODE = re.compile(r"[0-9A-Za-z./-]+\Z", re.ASCII).match
_SHARES = {"left": 0.0, "justify": 0.0, "centre": 0.5, "right": 1.0}
"""Of the room that a line leaves, what stands before it."""
BREAKS = "-/@._"
"""A word that is wider than its column is divided after one of these, where it has any."""
_LINE = 0.6


_Line = tuple[str, float]
"""Operators that show a line, in the font of the column before and after; its width."""
_Word = tuple[float, str]
"""The width of a word, and how it stands in the string of a line."""


class Cell(NamedTuple):
    """What draws a cell; ``down`` lines below its first is where the pen then stands.

    ``lines`` are kept only where there are too many for one piece of a row.
    """

    drawn: str
    down: int
    line_count: int
    lines: tuple[_Line, ...] = ()


class LongRow(NamedTuple):
    """A measured row. ``last``: no piece of the same row follows."""

    cells: Sequence[Cell]
    height: float
    last: bool = True


_NOTHING = Cell("", 0, 0)


class LongTable:
    """Sets rows in the columns of ``grid`` on the pages of ``sheet``."""

    def __init__(self, sheet: Sheet, part: Table, grid: Grid) -> None:
        self._sheet = sheet
        self._high = sheet.size.height
        self._left = sheet.size.left
        self._edges = grid.edges
        self._points = grid.points
        self._leading = grid.points * LEADING
        self._columns = [
            _LongColumn(sheet.fonts, column, grid, at) for at, column in enumerate(part.columns)
        ]
        self._look_up = [(column.alone, column.kept, column) for column in self._columns]
        self._padding = 2 * PADDING_Y
        self._told = 0
        self._moves = [self._moves_to(at) for at in range(1, len(self._columns))]
        self._text: list[str] = []
        self._rules: list[float] = []

    @property
    def least_height(self) -> float:
        """Of a row of one line."""
        return self._leading + self._padding

    def rows(self, texts: Texts) -> Sequence[LongRow]:
        """A row, measured; several pieces of it where it is very high."""
        self._told += 1
        cells = []
        for name, kept, column in self._look_up:
            text = texts.get(name, "") if name else column.text_of(texts)
            cells.append(kept.get(text) or column.set(text, self._told))
        most = max([cell.line_count for cell in cells])
        if most > MAX_ROW_LINES:
            return self._pieces(cells, most)
        return (LongRow(cells, most * self._leading + self._padding),)

    def draw(self, row: LongRow, top: float) -> None:
        """Draw ``row`` with its top at ``top`` points below the page's."""
        baseline = self._high - top - PADDING_Y - ASCENT * self._points
        start = self._left + self._columns[0].inset
        text = self._text
        before = row.cells[0]
        text.append(f"1 0 0 1 {start:.2f} {baseline:.2f} Tm{before.drawn}")
        for cell, moves in zip(row.cells[1:], self._moves, strict=True):
            text.append(moves[before.down] + cell.drawn)
            before = cell
        if row.last:
            self._rules.append(top + row.height)

    def draw_empty(self, top: float, height: float) -> None:
        """Draw a row to write in."""
        self._rules.append(top + height)

    def end_page(self, top: float, end: float) -> None:
        """Draw what this page has of the table, from ``top`` to ``end``; rows then go on anew."""
        left, right, high = self._left, self._left + self._edges[-1], self._high
        rules = self._rules if self._rules and self._rules[-1] == end else [*self._rules, end]
        opened = f"BT {self._columns[0].font} {self._leading:.3f} TL"
        strokes = [f"{left:.2f} {high - y:.2f} m {right:.2f} {high - y:.2f} l" for y in rules]
        strokes += [
            f"{left + x:.2f} {high - top:.2f} m {left + x:.2f} {high - end:.2f} l"
            for x in self._edges
        ]
        lines = (opened, *self._text, "ET", f"{_LINE} w", *strokes, "S")
        self._sheet.operators("\n".join(lines))
        self._text, self._rules = [], []

    def _moves_to(self, at: int) -> list[str]:
        """How the pen goes to column ``at`` from any line of the cell before it."""
        before, column = self._columns[at - 1], self._columns[at]
        right = self._edges[at] + column.inset - self._edges[at - 1] - before.inset
        font = "" if column.font == before.font else f" {column.font}"
        return [
            f"{right:.3f} {down * self._leading:.3f} Td{font}" for down in range(MAX_ROW_LINES + 1)
        ]

    def _pieces(self, cells: Sequence[Cell], most: int) -> list[LongRow]:
        pieces = []
        for begin in range(0, most, MAX_ROW_LINES):
            parts = [
                column.piece(cell, begin) for column, cell in zip(self._columns, cells, strict=True)
            ]
            height = max(part.line_count for part in parts) * self._leading + self._padding
            pieces.append(LongRow(parts, height, last=begin + MAX_ROW_LINES >= most))
        return pieces


class _LongColumn:
    """One column: breaks its texts into lines, and keeps what it has broken."""

    def __init__(self, fonts: EmbeddedFonts, column: Column, grid: Grid, at: int) -> None:
        self._fonts = fonts
        self._face: Face = FACES[column.face]
        self._points = grid.points
        self._leading = grid.points * LEADING
        self.inset = min(PADDING_X, 0.06 * grid.column_width(at), 0.8 * MM)
        self.font = self._font(fonts.encode("", self._face)[0][0])
        self._width = grid.column_width(at) - 2 * self.inset
        self._share = _SHARES[column.align]
        self._pattern, self._names = as_pattern(column.value)
        self.alone = self._names[0] if self._pattern == "%s" else ""
        self.kept: dict[str, Cell] = {}
        self._keeps = True
        self._begun = 0
        self._words: dict[str, _Word] = {}
        self._letters_pt = _LetterWidths(self._face, grid.points)
        self._blank_pt = self._letters_pt[" "]

    def text_of(self, texts: Texts) -> str:
        """What the cell of a row says; ``alone`` names it where it is one value."""
        return self._pattern % tuple([texts.get(name, "") for name in self._names])

    def set(self, text: str, row: int) -> Cell:
        """A cell of the ``row``-th row that is not ``kept``."""
        number = self._number(text)
        if number is not None:
            return number
        cell = self._made(self._broken(text))
        if self._keeps and cell.line_count <= MAX_ROW_LINES:
            self._keep(text, cell, row)
        return cell

    def piece(self, cell: Cell, begin: int) -> Cell:
        """The lines of ``cell`` from ``begin`` on that one piece of a row holds."""
        if not cell.lines:
            return _NOTHING if begin else cell
        return self._made(cell.lines[begin : begin + MAX_ROW_LINES])

    def _keep(self, text: str, cell: Cell, row: int) -> None:
        """Keep what may be met again; a column of addresses is soon found to have none of that."""
        if len(self.kept) >= KEPT_CELLS:
            self._keeps = row - self._begun > 2 * KEPT_CELLS
            self._begun = row
            self.kept.clear()
        self.kept[text] = cell

    def _number(self, text: str) -> Cell | None:
        """A code or a number in one line, which is not met again; None for other texts."""
        if not _CODE(text):
            return None
        width = sum(map(self._letters_pt.__getitem__, text))
        return self._made([(f"({text})Tj", width)]) if width <= self._width else None

    def _made(self, lines: Sequence[_Line]) -> Cell:
        """``lines`` with what draws them."""
        count = len(lines)
        if not count:
            return _NOTHING
        longer = tuple(lines) if count > MAX_ROW_LINES else ()
        share = self._share
        if not share:
            return Cell(" T*".join([drawn for drawn, _ in lines]), count - 1, count, longer)
        moved, at, down = [], 0.0, 0.0
        for drawn, width in lines:
            begin = share * (self._width - width)
            moved.append(f" {begin - at:.3f} {down:.3f} Td{drawn}")
            at, down = begin, -self._leading
        moved.append(f" {-at:.3f} {(count - 1) * self._leading:.3f} Td")
        return Cell("".join(moved), 0, count, longer)

    def _broken(self, text: str) -> list[_Line]:
        lines: list[_Line] = []
        for written in text.split("\n"):
            self._break(written, lines)
        return lines

    def _break(self, text: str, lines: list[_Line]) -> None:
        known, room, blank_pt = self._words, self._width, self._blank_pt
        line: list[str] = []
        used = 0.0
        for letters in text.split():
            wide, escaped = known.get(letters) or self._word(letters)
            if line:
                together = used + blank_pt + wide
                if together <= room:
                    line.append(escaped)
                    used = together
                    continue
                lines.append(_shown(line, used))
            if wide > room:
                wide, escaped = self._divide(letters, lines)
            line, used = [escaped], wide
        if line:
            lines.append(_shown(line, used))

    def _divide(self, letters: str, lines: list[_Line]) -> _Word:
        """Add all parts but the last of a word that is too wide; returns that."""
        *whole, last = self._divided(printable(letters))
        for part in whole:
            wide, escaped = self._word(part)
            lines.append(_shown([escaped], wide))
        return self._word(last)

    def _divided(self, word: str) -> list[str]:
        """A word that is too wide, in parts that are not."""
        parts: list[str] = []
        begin, used = 0, 0.0
        for at, letter in enumerate(word):
            wide = self._letters_pt[letter]
            if used + wide > self._width and at > begin:
                cut = max(word.rfind(sign, begin, at) for sign in BREAKS) + 1
                cut = cut if cut > begin else at
                parts.append(word[begin:cut])
                begin = cut
                used = sum(map(self._letters_pt.__getitem__, word[begin:at]))
            used += wide
        return [*parts, word[begin:]]

    def _word(self, letters: str) -> _Word:
        """A word, measured and encoded; a change to letters of another subset and back inside."""
        if _CODE(letters):
            return sum(map(self._letters_pt.__getitem__, letters)), letters
        shown = printable(letters)
        wide = sum(map(self._letters_pt.__getitem__, shown))
        word = (wide, self._escaped(shown))
        if len(self._words) >= KEPT_WORDS:
            self._words.clear()
        if len(letters) <= LONGEST_KEPT_WORD:
            self._words[letters] = word
        return word

    def _escaped(self, letters: str) -> str:
        escaped = ""
        for name, string in self._fonts.encode(letters, self._face):
            here = self._font(name) == self.font
            escaped += string if here else self._elsewhere(name, string)
        return escaped

    def _elsewhere(self, name: str, string: str) -> str:
        return f")Tj {self._font(name)}({string})Tj {self.font}("

    def _font(self, name: str) -> str:
        return f"/{name} {self._points:.2f} Tf"


class _LetterWidths(dict[str, float]):
    """The width of each letter in points, measured when it is first asked for."""

    def __init__(self, face: Face, points: float) -> None:
        super().__init__()
        self._face = face
        self._points = points

    def __missing__(self, letter: str) -> float:
        self[letter] = width_pt(letter, self._face, self._points)
        return self[letter]


def _shown(words: list[str], width: float) -> _Line:
    return f"({' '.join(words)})Tj", width
