"""Label printers' side of ZPL and TSPL, written from their manuals, not from our encoders."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from PIL import Image

_COUNTS = {chr(ord("F") + count): count for count in range(1, 20)}
_COUNTS |= {chr(ord("f") + twenties): 20 * twenties for twenties in range(1, 21)}
_FIELD = re.compile(r"\^FO(\d+),(\d+)\^GFA,(\d+),(\d+),(\d+),([^\^~]*)\^FS")


def unpacked(data: str, across: int) -> bytes:
    """A ``^GFA`` field's bytes: counts, ``,`` zeros and ``!`` ones to a row's end, ``:`` again."""
    rows: list[str] = []
    row, count = "", 0
    for letter in data:
        if letter in _COUNTS:
            count += _COUNTS[letter]
        elif letter in ",!":
            rows.append(row.ljust(2 * across, "0" if letter == "," else "F"))
            row = ""
        elif letter == ":":
            assert row == ""
            rows.append(rows[-1])
        else:
            row += letter * (count or 1)
            count = 0
        if len(row) == 2 * across:
            rows.append(row)
            row = ""
        assert len(row) < 2 * across
    assert row == ""
    return bytes.fromhex("".join(rows))


@dataclass
class ZplFirmware:
    """Prints into ``labels`` (image, copies). ``stops``: fields of ``~HS`` that are not 0.

    ``busy_asks``: how often it says that formats wait, before it is idle. ``dead``: no answers, as
    Zebra's do when they are out of paper.
    """

    paper_out: bool = False
    paused: bool = False
    head_open: bool = False
    ribbon_out: bool = False
    dead: bool = False
    busy_asks: int = 0
    labels: list[tuple[Image.Image, int]] = field(default_factory=list)
    largest_field: int = 0
    _buffer: str = ""

    def feed(self, data: bytes) -> bytes:
        self._buffer += data.decode("ascii")
        while "^XZ" in self._buffer:
            form, _, self._buffer = self._buffer.partition("^XZ")
            self._print(form)
        if "~HS" not in self._buffer:
            return b""
        self._buffer = self._buffer.replace("~HS", "")
        return b"" if self.dead else self._status()

    def _print(self, form: str) -> None:
        form = form.replace("\n", "").replace("~HS", "")
        head = re.match(r"\^XA\^LH0,0\^PW(\d+)\^LL(\d+)", form)
        copies = re.search(r"\^PQ(\d+)$", form)
        assert head is not None
        assert copies is not None
        width, height = int(head[1]), int(head[2])
        label = Image.new("L", (width, height), 255)
        rest = form[head.end() : copies.start()]
        for found in _FIELD.finditer(rest):
            x, y, total, size, across = (int(found[group]) for group in range(1, 6))
            assert 1 <= total == size <= 99_999
            self.largest_field = max(self.largest_field, size)
            dots = unpacked(found[6], across)
            assert len(dots) == size
            bits = bytes(255 - byte for byte in dots)
            label.paste(Image.frombytes("1", (across * 8, size // across), bits), (x, y))
        assert _FIELD.sub("", rest) == ""
        self.labels.append((label, int(copies[1])))

    def _status(self) -> bytes:
        formats = 1 if self.busy_asks else 0
        self.busy_asks = max(0, self.busy_asks - 1)
        first = f"030,{self.paper_out:d},{self.paused:d},0400,{formats:03},0,0,0,000,0,0,0"
        second = f"000,0,{self.head_open:d},{self.ribbon_out:d},0,2,4,0,{formats:08},1,000"
        return b"".join(b"\x02%s\x03\r\n" % line.encode() for line in (first, second, "1234,0"))


@dataclass
class TsplFirmware:
    """Prints into ``labels`` (image, copies, the commands of its head).

    ``answers``: status bytes, one an ask, of which the last stays.
    """

    dots_a_mm: float = 8.0
    answers: list[int] = field(default_factory=lambda: [0])
    labels: list[tuple[Image.Image, int, list[str]]] = field(default_factory=list)
    _buffer: bytes = b""
    _head: list[str] = field(default_factory=list)
    _label: Image.Image | None = None

    def feed(self, data: bytes) -> bytes:
        self._buffer += data
        said = b""
        while True:
            if self._buffer.startswith(b"\x1b!?"):
                self._buffer = self._buffer[3:]
                said += bytes([self.answers[0]])
                self.answers = self.answers[1:] or self.answers
            elif self._buffer.startswith(b"BITMAP "):
                if not self._bitmap():
                    return said
            elif b"\r\n" in self._buffer:
                line, _, self._buffer = self._buffer.partition(b"\r\n")
                self._command(line.decode("ascii"))
            else:
                return said

    def _bitmap(self) -> bool:
        found = re.match(rb"BITMAP (\d+),(\d+),(\d+),(\d+),0,", self._buffer)
        if found is None:
            assert len(self._buffer) < 40
            return False
        x, y, across, down = (int(found[group]) for group in range(1, 5))
        end = found.end() + across * down
        if len(self._buffer) < end + 2:
            return False
        assert self._buffer[end : end + 2] == b"\r\n"
        dots = self._buffer[found.end() : end]
        assert self._label is not None
        picture = Image.frombytes("1", (across * 8, down), dots)  # 0 is a black dot
        self._label.paste(picture, (x, y))
        self._buffer = self._buffer[end + 2 :]
        return True

    def _command(self, line: str) -> None:
        name, _, rest = line.partition(" ")
        if name == "CLS":
            width, height = re.findall(r"([\d.]+) mm", self._head[0])
            across, down = (round(float(side) * self.dots_a_mm) for side in (width, height))
            self._label = Image.new("L", (across, down), 255)
        elif name == "PRINT":
            sets, copies = rest.split(",")
            assert sets == "1"
            assert self._label is not None
            self.labels.append((self._label, int(copies), self._head))
            self._label, self._head = None, []
        else:
            assert name in {"SIZE", "GAP", "DIRECTION", "REFERENCE"}
            self._head.append(line)
