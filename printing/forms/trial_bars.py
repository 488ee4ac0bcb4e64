"""Bars of one, two and three dots: what a printer runs together, or leaves out, shows in them."""

from __future__ import annotations

from printing.typesetting.fonts import Face
from printing.typesetting.sheet import MM, Sheet

WIDTHS_DOTS = (1, 2, 3)
_BARS = 12
_BETWEEN = 8 * MM
_LETTERS_PT = 7.0
HEIGHT = 5 * MM + 1.4 * _LETTERS_PT
"""Of the bars and what stands under them, in points."""
LEAST_WIDTH = 40 * MM
"""Narrower paper has no room for them."""


def draw_trial_bars(sheet: Sheet, x: float, y: float) -> None:
    """Twelve bars of each width, as far apart as they are wide, on whole dots from ``x``, ``y``."""
    dot = sheet.size.dot
    left, top = round(x / dot), round(y / dot)
    tall = round(5 * MM / dot)
    for wide in WIDTHS_DOTS:
        for bar in range(_BARS):
            middle = (left + 2 * wide * bar + wide / 2) * dot
            sheet.line(middle, top * dot, middle, (top + tall) * dot, width=wide * dot)
        baseline = (top + tall) * dot + 1.2 * _LETTERS_PT
        sheet.text(left * dot, baseline, f"{wide} chấm", Face.REGULAR, _LETTERS_PT)
        left += 2 * wide * _BARS + round(_BETWEEN / dot)
