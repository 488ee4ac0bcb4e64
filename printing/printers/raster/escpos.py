"""ESC/POS, the language of receipt printers: raster images, the cutter, and status.

Six commands, as Epson's command reference has them and its clones repeat them. Text is dots like
everything else: no code page of these printers has all Vietnamese letters (docs/adr/0022).

A picture may by chance hold the bytes of a real-time command (``DLE EOT n``), which printers obey
even inside of one. They then answer a question that was not asked; answers say by their fixed bits
what they are, and what came while a paper was sent is thrown away before the next question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from printing.printers.lines.line import Line, answers
from printing.printers.raster.dots import Dots
from printing.printers.raster.models import Cut, Model
from printing.printers.raster.talk import SILENT, Answer

START = b"\x1b@" + b"\x1da\x00"
"""``ESC @``: as after power-on. ``GS a 0``: no status that nobody asked for."""
MARK = b"\x1dr\x01"
"""``GS r 1``: paper status, answered when the printer has worked off all that was sent before."""
_CUT = {Cut.FULL: b"\x1dVA\x00", Cut.PARTIAL: b"\x1dVB\x00"}  # GS V: feed to the cutter, cut

_PRINTER, _OFFLINE, _ERROR, _PAPER = 1, 2, 3, 4
"""What ``DLE EOT`` can be asked for."""
_FIXED_BITS, _OF_STATUS = 0x93, 0x12
_FIXED_BITS_OF_MARK = 0x90
"""By which the answers are told apart: ``0xx1xx10`` of ``DLE EOT``, ``0xx0xxxx`` of ``GS r``."""
_IS_OFFLINE = 0x08
_OFFLINE_CAUSES = ((0x04, "nắp đang mở"), (0x20, "hết giấy"))
_HAS_ERROR = 0x40
_ERRORS = ((0x08, "kẹt dao cắt giấy"), (0x20, "hỏng, cần sửa"), (0x40, "đầu in quá nóng"))
_PAPER_END, _PAPER_LOW = 0x60, 0x0C


class EscPos:
    """The language."""

    silence = "có thể đang tắt"

    def encode(self, pages: Sequence[Dots], copies: int, model: Model) -> Iterator[bytes]:
        for _ in range(copies):
            for page in pages:
                yield START
                for _, band in page.bands(model.band_bytes):
                    across, down = band.stride, band.height
                    yield b"\x1dv0\x00" + _two_bytes(across) + _two_bytes(down) + band.rows
                if model.feed_lines:
                    yield b"\x1bd" + bytes([model.feed_lines])
                if model.cut is not Cut.NONE:
                    yield _CUT[model.cut]

    def talk(self, line: Line) -> EscPosTalk:
        return EscPosTalk(line)


class EscPosTalk:
    """Asks by ``DLE EOT``, which is answered at once, and by a mark behind the paper."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._marked = False
        self._done = False

    def all_sent(self) -> None:
        self._line.write(MARK)
        self._marked = True

    def ask(self, seconds: float) -> Answer:
        waiting = self._line.read(0)  # also answers to what pictures asked by chance
        if self._marked and any(byte & _FIXED_BITS_OF_MARK == 0 for byte in waiting):
            self._done = True
            return Answer(done=True)
        said = {}
        for what in (_PRINTER, _OFFLINE, _PAPER):
            byte = self._status(what, seconds)
            if byte is None:
                return Answer(done=True) if self._done else SILENT
            said[what] = byte
        return Answer(tuple(self._stops(said, seconds)), _notes(said))

    def _stops(self, said: dict[int, int], seconds: float) -> list[str]:
        found = [words for bit, words in _OFFLINE_CAUSES if said[_OFFLINE] & bit]
        if said[_PAPER] & _PAPER_END and "hết giấy" not in found:
            found.append("hết giấy")
        if said[_OFFLINE] & _HAS_ERROR:
            cause = self._status(_ERROR, seconds) or 0
            found += [words for bit, words in _ERRORS if cause & bit] or ["báo lỗi"]
        if said[_PRINTER] & _IS_OFFLINE and not found:
            found.append("đang tạm dừng")
        return found

    def _status(self, what: int, seconds: float) -> int | None:
        """One byte of status; None where none came in time, or the mark's answer did."""
        self._line.write(b"\x10\x04" + bytes([what]))
        for byte in answers(self._line, seconds):
            if byte & _FIXED_BITS == _OF_STATUS:
                return byte
            if self._marked and byte & _FIXED_BITS_OF_MARK == 0:
                self._done = True
                return None
        return None


def _notes(said: dict[int, int]) -> tuple[str, ...]:
    return ("sắp hết giấy",) if said[_PAPER] & _PAPER_LOW else ()


def _two_bytes(number: int) -> bytes:
    return number.to_bytes(2, "little")
