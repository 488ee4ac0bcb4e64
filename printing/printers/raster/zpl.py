"""ZPL II, the language of Zebra's label printers and of many others.

A label is one picture (``^GF``) in hexadecimal with Zebra's run lengths: no byte of it can be taken
for a command, and a label that breaks off half-way ends with the next ``^XA``. A field has at most
99,999 bytes, so a large label is several of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from printing.printers.lines.line import Line, answers
from printing.printers.raster.dots import Dots
from printing.printers.raster.models import Model
from printing.printers.raster.talk import SILENT, Answer

MAX_FIELD_BYTES = 99_999
_MOST_TWENTIES = 20
_QUIET_ASKS = 2
"""Asks in a row that find nothing left to print: between two labels a printer may look idle."""

_ANSWER_LINES = 3
_STOPS_1 = ((1, "hết giấy"), (2, "đang tạm dừng"))
_STOPS_2 = ((2, "đầu in đang mở"), (3, "hết ruy băng"))
_NOTES_1 = ((10, "đầu in quá lạnh"), (11, "đầu in quá nóng"))


class Zpl:
    """The language."""

    silence = "có thể đang tắt, hết giấy, hết ruy băng hoặc đầu in đang mở"

    def encode(self, pages: Sequence[Dots], copies: int, model: Model) -> Iterator[bytes]:  # noqa: ARG002 - every model is told the same
        for page in pages:
            yield f"^XA^LH0,0^PW{page.width}^LL{page.height}\n".encode()
            for top, band in page.bands(MAX_FIELD_BYTES):
                size = len(band.rows)
                yield f"^FO0,{top}^GFA,{size},{size},{band.stride},".encode()
                yield compressed(band)
                yield b"^FS\n"
            yield f"^PQ{copies}^XZ\n".encode()

    def talk(self, line: Line) -> ZplTalk:
        return ZplTalk(line)


class ZplTalk:
    """Asks by ``~HS``, which is answered with three lines, in turn with what was sent before."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._sent = False
        self._quiet = 0

    def all_sent(self) -> None:
        self._sent = True

    def ask(self, seconds: float) -> Answer:
        self._line.read(0)  # what a late answer left behind
        self._line.write(b"~HS")
        said = b""
        for byte in answers(self._line, seconds):
            said += bytes([byte])
            if said.count(b"\x03") == _ANSWER_LINES:
                break
        status = read_status(said)
        if status is None:
            return SILENT
        answer, idle = status
        self._quiet = self._quiet + 1 if idle else 0
        done = self._sent and not answer.stops and self._quiet >= _QUIET_ASKS
        return Answer(answer.stops, answer.notes, done=done)


def read_status(said: bytes) -> tuple[Answer, bool] | None:
    """What the lines of ``~HS`` say, and whether nothing is left to print; None: no such lines."""
    lines = [part.partition(b"\x02")[2] for part in said.split(b"\x03")[:2]]
    try:
        first, second = ([int(field) for field in line.split(b",")] for line in lines)
        stops = [words for at, words in _STOPS_1 if first[at]]
        stops += [words for at, words in _STOPS_2 if second[at]]
        notes = [words for at, words in _NOTES_1 if first[at]]
        formats, partial, labels = first[4], first[7], second[8]
    except (ValueError, IndexError):
        return None
    return Answer(tuple(stops), tuple(notes)), not (formats or partial or labels)


def compressed(band: Dots) -> bytes:
    """Rows in hexadecimal: ``:`` as the row before, ``,`` white and ``!`` black to its end."""
    said = []
    before = b""
    for top in range(0, len(band.rows), band.stride):
        row = band.rows[top : top + band.stride]
        said.append(":" if row == before else _row(row.hex().upper()))
        before = row
    return "".join(said).encode()


def _row(digits: str) -> str:
    for digit, mark in (("0", ","), ("F", "!")):
        if digits.endswith(digit):
            kept = digits.rstrip(digit)
            return _runs(kept) + mark
    return _runs(digits)


def _runs(digits: str) -> str:
    return "".join(_run(digit, len(list(same))) for digit, same in groupby(digits))


def _run(digit: str, count: int) -> str:
    """``z`` counts 400, ``g`` to ``y`` 20 to 380, ``G`` to ``Y`` 1 to 19."""
    if count <= 2:
        return digit * count
    most, rest = divmod(count, 20 * _MOST_TWENTIES)
    twenties, ones = divmod(rest, 20)
    said = "z" * most
    said += chr(ord("f") + twenties) if twenties else ""
    said += chr(ord("F") + ones) if ones else ""
    return said + digit
