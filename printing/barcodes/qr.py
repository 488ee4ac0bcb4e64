"""QR codes as rectangles in modules (ISO/IEC 18004)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import zxingcpp

from app.errors import InvalidInput

MAX_TEXT = 1_000
QUIET_ZONE_MODULES = 4


@dataclass(frozen=True, slots=True)
class QrSymbol:
    """Black rectangles (x, y, width, height) in modules from the top left corner.

    ``modules`` is the symbol's side without its quiet zone.
    """

    rectangles: tuple[tuple[int, int, int, int], ...]
    modules: int


def qr_symbol(text: str) -> QrSymbol:
    """Encode ``text`` (printable ASCII, at most 1,000 characters) with error correction M.

    Raises InvalidInput (``bad_barcode``).
    """
    if not 1 <= len(text) <= MAX_TEXT or not all(" " <= letter <= "~" for letter in text):
        raise InvalidInput("bad_barcode", f"Không in được mã QR của {text[:60]!r}.", field="code")
    symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = symbol.to_image(scale=1, add_quiet_zones=False)  # its stubs know no buffers
    side: int = image.shape[0]
    rows = memoryview(image).tobytes()
    return QrSymbol(
        _merged([rows[y * side : (y + 1) * side] for y in range(side)]),
        side,
    )


def _merged(rows: list[bytes]) -> tuple[tuple[int, int, int, int], ...]:
    """Cover the black (zero) pixels: runs along a row, joined with the same run above."""
    done: list[tuple[int, int, int, int]] = []
    growing: dict[tuple[int, int], int] = {}
    for y, row in enumerate([*rows, b"\xff" * len(rows)]):
        runs = _black_runs(row)
        for run, top in list(growing.items()):
            if run not in runs:
                done.append((run[0], top, run[1], y - top))
                del growing[run]
        for run in runs:
            growing.setdefault(run, y)
    return tuple(done)


def _black_runs(row: bytes) -> list[tuple[int, int]]:
    runs = []
    start = row.find(0)
    while start >= 0:
        end = row.find(255, start)
        end = len(row) if end < 0 else end
        runs.append((start, end - start))
        start = row.find(0, end)
    return runs
