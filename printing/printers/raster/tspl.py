"""TSPL, the language of TSC's label printers and of their many clones.

A label is a picture in bands (``BITMAP``), in which a 0 is black. Its sizes are said in mm, its
places in dots. What a command beyond these few does to a clone nobody knows: some drop the job.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from printing.printers.lines.line import Line, answers
from printing.printers.raster.dots import MM_PER_INCH, Dots
from printing.printers.raster.models import Model
from printing.printers.raster.talk import SILENT, Answer

GAP_MM = 2.0
"""Between two labels of a roll, where the settings say nothing else."""
_ASK = b"\x1b!?"
_PRINTING = 0x20
_STOPS = (
    (0x01, "đầu in đang mở"),
    (0x02, "kẹt giấy"),
    (0x04, "hết giấy"),
    (0x08, "hết ruy băng"),
    (0x10, "đang tạm dừng"),
    (0x80, "báo lỗi"),
)
_INVERTED = bytes(255 - byte for byte in range(256))


class Tspl:
    """The language, for a roll with ``gap_mm`` between labels (0: paper without gaps)."""

    silence = "có thể đang tắt"

    def __init__(self, gap_mm: float = GAP_MM) -> None:
        self._gap_mm = gap_mm

    def encode(self, pages: Sequence[Dots], copies: int, model: Model) -> Iterator[bytes]:
        for page in pages:
            width, height = (side * MM_PER_INCH / model.dpi for side in (page.width, page.height))
            yield (
                f"SIZE {width:.2f} mm,{height:.2f} mm\r\nGAP {self._gap_mm:.2f} mm,0 mm\r\n"
                "DIRECTION 1\r\nREFERENCE 0,0\r\nCLS\r\n"
            ).encode()
            for top, band in page.bands(model.band_bytes):
                yield f"BITMAP 0,{top},{band.stride},{band.height},0,".encode()
                yield band.rows.translate(_INVERTED) + b"\r\n"
            yield f"PRINT 1,{copies}\r\n".encode()

    def talk(self, line: Line) -> TsplTalk:
        return TsplTalk(line)


class TsplTalk:
    """Asks by ``ESC ! ?``, which is answered at once with one byte.

    The answer may overtake the job, so that a printer is done only when it was seen at work.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._sent = False
        self._seen_at_work = False

    def all_sent(self) -> None:
        self._sent = True

    def ask(self, seconds: float) -> Answer:
        self._line.read(0)  # what a late answer left behind
        self._line.write(_ASK)
        byte = next(iter(answers(self._line, seconds)), None)
        if byte is None:
            return SILENT
        stops = tuple(words for bit, words in _STOPS if byte & bit)
        if self._sent and byte & _PRINTING:
            self._seen_at_work = True
        done = self._seen_at_work and not stops and not byte & _PRINTING
        return Answer(stops, done=done)
