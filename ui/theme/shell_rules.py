"""Rules for the frame of the window: header, navigation, banner."""

from __future__ import annotations

from ui.theme.ink import Ink
from ui.theme.tokens import RADIUS, RING, TextRole


def shell_rules(ink: Ink) -> str:
    """The rules, in the order in which they override each other."""
    return f"""
QFrame[frame="header"] {{ {ink.ground("surface")} border: 0; {ink.hairline("bottom")} }}
QWidget[frame="rail"] {{ {ink.ground("page")} border: 0; {ink.hairline("right")} }}
QFrame[frame="header"] QToolButton {{ {ink.text("text", "surface")} padding: 0; }}
QFrame[frame="header"] QToolButton:focus {{
    {ink.edge("focus", "surface", RING)} border-radius: {RADIUS}px;
}}
QListView[plain="true"], QListView[plain="true"]:focus {{ border: 0; padding: 0; }}
QLabel[frame="banner"] {{
    {ink.text_on("text", "warning_soft")} {ink.type(TextRole.LABEL)}
    border: 0; {ink.hairline("bottom")} padding: 6px 16px;
}}
"""
