"""Code 128 as bars in modules (ISO/IEC 15417)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from barcode.codex import Code128

from app.errors import InvalidInput

MAX_TEXT = 48


@dataclass(frozen=True, slots=True)
class Bars:
    """Black bars as (offset, width) in modules; ``modules`` is the width without quiet zones."""

    bars: tuple[tuple[int, int], ...]
    modules: int


@lru_cache(maxsize=64)
def code128(text: str) -> Bars:
    """Encode ``text``, which must be printable ASCII of 1 to 48 characters.

    Raises InvalidInput (``bad_barcode``): a letter that the symbol can't hold must never be
    dropped in silence.
    """
    if not 1 <= len(text) <= MAX_TEXT or not all(" " <= letter <= "~" for letter in text):
        raise InvalidInput("bad_barcode", f"Không in được mã vạch của {text[:60]!r}.", field="code")
    pattern: str = Code128(text).build()[0]
    bars = []
    offset = 0
    for black, run in groupby(pattern, key="1".__eq__):
        width = len(list(run))
        if black:
            bars.append((offset, width))
        offset += width
    return Bars(tuple(bars), offset)
