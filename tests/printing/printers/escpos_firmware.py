"""A receipt printer's side of ESC/POS, written from the command reference, not from our encoder."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image


@dataclass
class EscPosFirmware:
    """Prints into ``papers`` (black on white). Bytes that are no command fail the test.

    ``cover_open``, ``paper_out``, ``paper_low``: how it stands. ``stops_after``: so many rows, and
    the roll is at its end. ``tells``: whether ``GS r`` is answered, ``tells_late``: only just
    before the next answer. ``obeys_pictures``: it takes ``DLE EOT n`` for a question also where it
    is part of a picture, as real ones do.
    """

    cover_open: bool = False
    paper_out: bool = False
    paper_low: bool = False
    cutter_jammed: bool = False
    stops_after: int | None = None
    tells: bool = True
    obeys_pictures: bool = False
    tells_late: bool = False
    papers: list[Image.Image] = field(default_factory=list)
    tallest_band: int = 0
    most_in_a_band: int = 0
    commands: list[str] = field(default_factory=list)
    _rows: list[bytes] = field(default_factory=list)
    _printed: int = 0
    _buffer: bytes = b""
    _held: bytes = b""

    def feed(self, data: bytes) -> bytes:
        self._buffer += data
        answer = b""
        while True:
            if self.paper_out:  # off line: only real-time commands are obeyed
                return answer + self._real_time_only()
            used, said = self._one(self._buffer)
            if used == 0:
                return answer
            self._buffer = self._buffer[used:]
            answer += said

    def _real_time_only(self) -> bytes:
        answer = b""
        while (at := self._buffer.find(b"\x10\x04")) >= 0 and len(self._buffer) > at + 2:
            answer += self._status(self._buffer[at + 2])
            self._buffer = self._buffer[:at] + self._buffer[at + 3 :]
        return answer

    def _one(self, buffer: bytes) -> tuple[int, bytes]:  # noqa: PLR0911 - one for each command
        """How many bytes the first command has (0: not all there) and what it answers."""
        if len(buffer) < 2:
            return 0, b""
        match buffer[:2]:
            case b"\x1b@":
                self.commands.append("init")
                return 2, b""
            case b"\x10\x04":
                return (3, self._status(buffer[2])) if len(buffer) >= 3 else (0, b"")
            case b"\x1da" | b"\x1bd":
                if len(buffer) >= 3:
                    self.commands.append(f"{buffer[1:2].decode()}{buffer[2]}")
                return (3, b"") if len(buffer) >= 3 else (0, b"")
            case b"\x1dr":
                if len(buffer) < 3:
                    return 0, b""
                assert buffer[2] in (1, 49)
                said = (b"\x03" if self.paper_low else b"\x00") if self.tells else b""
                if self.tells_late:
                    self._held, said = said, b""
                return 3, said
            case b"\x1dV":
                return self._cut(buffer)
            case b"\x1dv":
                return self._raster(buffer)
        raise AssertionError(f"not a command: {buffer[:8]!r}")

    def _cut(self, buffer: bytes) -> tuple[int, bytes]:
        if len(buffer) < 4:
            return 0, b""
        assert buffer[2] in (65, 66)
        self.commands.append("full" if buffer[2] == 65 else "partial")
        self.end_paper()
        return 4, b""

    def end_paper(self) -> None:
        """What was printed so far is one paper."""
        if self._rows:
            width = len(self._rows[0]) * 8
            bits = bytes(255 - byte for row in self._rows for byte in row)
            image = Image.frombytes("1", (width, len(self._rows)), bits)
            self.papers.append(image.convert("L"))
            self._rows = []

    def _raster(self, buffer: bytes) -> tuple[int, bytes]:
        if len(buffer) < 8:
            return 0, b""
        assert buffer[2:4] == b"0\x00"
        across, down = buffer[4] + 256 * buffer[5], buffer[6] + 256 * buffer[7]
        size = across * down
        assert size > 0
        if len(buffer) < 8 + size:
            return 0, b""
        picture = buffer[8 : 8 + size]
        self.tallest_band = max(self.tallest_band, down)
        self.most_in_a_band = max(self.most_in_a_band, size)
        self._rows += [picture[at : at + across] for at in range(0, size, across)]
        self._printed += down
        if self.stops_after is not None and self._printed >= self.stops_after:
            self.paper_out = True
        asked = b""
        at = picture.find(b"\x10\x04") if self.obeys_pictures else -1
        while at >= 0:
            asked += self._status(picture[at + 2])
            at = picture.find(b"\x10\x04", at + 1)
        return 8 + size, asked

    def _status(self, what: int) -> bytes:
        off_line = self.cover_open or self.paper_out or self.cutter_jammed
        said = {
            1: 0x08 * off_line,
            2: 0x04 * self.cover_open | 0x20 * self.paper_out | 0x40 * self.cutter_jammed,
            3: 0x08 * self.cutter_jammed,
            4: 0x60 * self.paper_out | 0x0C * (self.paper_low or self.paper_out),
        }
        held, self._held = self._held, b""
        return held + bytes([0x12 | said[what]]) if what in said else b""
