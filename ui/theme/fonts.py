"""The type of the window: Be Vietnam Pro, drawn for Vietnamese, shipped with the program.

It stacks a tone mark on a hooked vowel without touching the line above, which fonts of the systems
do badly. The font has no tabular figures; columns of figures are aligned by their edge instead.
"""

from __future__ import annotations

from math import ceil
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from app.errors import EnvironmentFault
from ui.theme.tokens import TYPE_SCALE, TextRole

FAMILY = "Be Vietnam Pro"
FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FACES = ("Regular", "Medium", "SemiBold")
"""What the window uses; 600 is its boldest weight."""

_TALLEST = 0.26
"""How far Ẳ may rise above the ascent, in em: 0.22 in the outline, and what hinting adds."""
_LESS_UNDER = 2
"""The descent has room for ỵ; what a label keeps under it only centres the text."""


def load_fonts() -> None:
    """Make the shipped faces known to Qt, once an application; needs a QGuiApplication.

    Raises: `EnvironmentFault` where a font file is missing or damaged.
    """
    if QFontDatabase.hasFamily(FAMILY):
        return
    for face in FACES:
        path = FONTS / f"BeVietnamPro-{face}.ttf"
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise EnvironmentFault(
                "font_unreadable",
                f"Không đọc được phông chữ {path.name}.",
                advice="Cài lại chương trình.",
            )


def font(role: TextRole, *, text_scale: float = 1.0) -> QFont:
    """The font of a role, in px at 100 % times ``text_scale``."""
    face = TYPE_SCALE[role]
    made = QFont(FAMILY)
    made.setPixelSize(round(face.size * text_scale))
    made.setWeight(QFont.Weight(face.weight))
    return made


def headroom(role: TextRole, text_scale: float) -> int:
    """The room in px that a text needs above its line, since Ẳ rises above the font's ascent."""
    return ceil(TYPE_SCALE[role].size * text_scale * _TALLEST)


def footroom(role: TextRole, text_scale: float) -> int:
    """The room in px that a text keeps under its line."""
    return headroom(role, text_scale) - _LESS_UNDER


def line_height(role: TextRole, text_scale: float) -> int:
    """The height in px of a label of one line, headroom included."""
    line = ceil(QFontMetricsF(font(role, text_scale=text_scale)).height())
    return line + headroom(role, text_scale) + footroom(role, text_scale)


def text_scale_of(body: QFont) -> float:
    """How large texts are, told by the application's font."""
    return body.pixelSize() / TYPE_SCALE[TextRole.BODY].size


def grown(px: int, beside: QFont) -> int:
    """A size in px at 100 %, grown as far as the body text ``beside`` it is grown."""
    return round(px * max(1.0, text_scale_of(beside)))
