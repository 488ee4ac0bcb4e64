"""Rules for grounds and texts: pages, panels, notices, labels, tool tips, dialogs, scroll bars."""

from __future__ import annotations

from ui.theme.ink import Ink
from ui.theme.tokens import PANEL_RADIUS, RADIUS, TextRole

_KINDS = ("info", "success", "warning", "danger")


def surface_rules(ink: Ink) -> str:
    """The rules, in the order in which they override each other."""
    return "\n".join((_grounds(ink), _labels(ink), _notices(ink), _scroll_bars(ink)))


def _grounds(ink: Ink) -> str:
    return f"""
QDialog, QMainWindow {{ {ink.ground("page")} }}
QFrame[panel="true"] {{
    {ink.ground("surface")} {ink.hairline()} border-radius: {PANEL_RADIUS}px;
}}
QToolTip {{
    {ink.text_on("on_tip", "tip")} {ink.type(TextRole.MUTED)}
    border: 1px solid {ink.colours.tip}; padding: 3px 4px;
}}
QScrollArea {{ border: 0; background: transparent; }}
QScrollArea:focus {{ {ink.edge("focus", "page", 2)} border-radius: {RADIUS}px; }}
QScrollArea > QWidget > QWidget[plain="true"] {{ background: transparent; }}
"""


def _labels(ink: Ink) -> str:
    roles = "".join(
        f'QLabel[role="{role}"] {{ {ink.type(role)} {ink.headroom(role)} }}\n' for role in TextRole
    )
    return f"""
QLabel {{ background: transparent; qproperty-indent: 0; {ink.headroom(TextRole.BODY)} }}
{roles}QLabel[role="muted"], QLabel[role="caption"] {{ {ink.text("muted", "page")} }}
QLabel[tone="danger"] {{ {ink.text("danger", "page")} }}
QLabel[tone="warning"] {{ {ink.text("warning", "page")} }}
QLabel[tone="success"] {{ {ink.text("success", "page")} }}
QLabel[tone="accent"] {{ {ink.text("accent", "page")} }}
QLabel:disabled {{ color: {ink.colours.disabled}; }}
QLabel[role="key"] {{
    {ink.text_on("muted", "sunken")} {ink.type(TextRole.CAPTION)} {ink.hairline()}
    border-radius: 4px; padding: 1px 5px;
}}
"""


def _notices(ink: Ink) -> str:
    return "".join(
        f"""
QFrame[notice="{kind}"] {{
    {ink.ground(f"{kind}_soft")} border: 1px solid {ink.colours.hairline};
    border-left: 3px solid {getattr(ink.colours, kind)}; border-radius: {RADIUS}px;
}}
QFrame[notice="{kind}"] QLabel[role="strong"], QFrame[notice="{kind}"] QLabel[role="body"] {{
    {ink.text("text", f"{kind}_soft")}
}}
"""
        for kind in _KINDS
    )


def _scroll_bars(ink: Ink) -> str:
    return f"""
QScrollBar {{ background: transparent; border: 0; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{
    background-color: {ink.colours.border}; border-radius: 3px; margin: 3px;
}}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background-color: {ink.colours.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
"""
