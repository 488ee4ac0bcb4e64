"""Rules for rows, menus and tabs."""

from __future__ import annotations

from ui.theme.ink import Ink
from ui.theme.tokens import PANEL_RADIUS, RADIUS, RING, TextRole


def view_rules(ink: Ink) -> str:
    """The rules, in the order in which they override each other."""
    return "\n".join((_views(ink), _tables(ink), _menus(ink), _tabs(ink)))


def _views(ink: Ink) -> str:
    return f"""
QTableView, QListView, QTreeView {{
    {ink.text_on("text", "surface")} alternate-{ink.ground("surface")}
    {ink.hairline()} border-radius: {PANEL_RADIUS}px; padding: 1px; outline: 0;
    selection-{ink.ground("selected")} selection-{ink.text("text", "selected")}
}}
QTableView:focus, QListView:focus, QTreeView:focus {{
    {ink.edge("focus", "page", RING)} padding: 0;
}}
QListView::item {{ padding: 9px 10px; border-radius: {RADIUS}px; }}
QListView::item:hover, QTreeView::item:hover {{ {ink.ground("hover")} }}
QListView::item:selected, QTreeView::item:selected {{ {ink.text_on("text", "selected")} }}
"""


def _tables(ink: Ink) -> str:
    return f"""
QTableView::item {{ padding: 0 9px; {ink.hairline("bottom")} }}
QTableView::item:selected {{ {ink.text_on("text", "selected")} }}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{
    {ink.text_on("muted", "sunken")} {ink.type(TextRole.LABEL)}
    border: 0; {ink.hairline("bottom")} padding: 8px 12px;
}}
QHeaderView[tight="true"]::section {{ padding: 8px 8px; }}
QHeaderView::section:first {{ border-top-left-radius: {PANEL_RADIUS - 2}px; }}
QHeaderView::section:last {{ border-top-right-radius: {PANEL_RADIUS - 2}px; }}
QTableCornerButton::section {{ {ink.ground("sunken")} border: 0; }}
"""


def _menus(ink: Ink) -> str:
    return f"""
QMenu {{
    {ink.text_on("text", "surface")} {ink.edge("border", "page")} padding: 4px;
}}
QMenu::item {{ padding: 7px 24px 7px 12px; border-radius: 4px; }}
QMenu::icon {{ padding-left: 10px; }}
QMenu::item:selected {{ {ink.text_on("text", "selected")} }}
QMenu::item:disabled {{ color: {ink.colours.disabled}; }}
QMenu::separator {{ height: 1px; {ink.ground("hairline")} margin: 4px 8px; }}
"""


def _tabs(ink: Ink) -> str:
    return f"""
QTabWidget::pane {{ border: 0; {ink.hairline("top")} }}
QTabBar {{ background: transparent; qproperty-drawBase: 0; }}
QTabBar::tab {{
    {ink.text("muted", "page")} background: transparent; font-weight: 500;
    border: {RING}px solid transparent; border-bottom: {RING}px solid transparent;
    padding: 8px 12px; margin-right: 4px;
}}
QTabBar::tab:hover {{ {ink.text("text", "page")} }}
QTabBar::tab:selected {{
    {ink.text("accent", "page")} border-bottom: {RING}px solid {ink.colours.accent};
}}
QTabBar::tab:selected:focus {{ {ink.edge("focus", "page", RING)} border-radius: {RADIUS}px; }}
QTabBar QToolButton {{ {ink.ground("page")} padding: 0; }}
QTabBar::tab:disabled {{ color: {ink.colours.disabled}; }}
"""
