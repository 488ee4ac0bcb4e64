"""Rules for what is typed in or pressed: buttons, editors, choices, ticks."""

from __future__ import annotations

from ui.theme.ink import Ink
from ui.theme.tokens import RADIUS, RING

_EDITORS = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QAbstractSpinBox", "QComboBox")

_LINE = 32
"""Height of one line in an editor, in px: Qt clips there, and the tallest letters need room."""


def control_rules(ink: Ink) -> str:
    """The rules, in the order in which they override each other."""
    return "\n".join(
        (_buttons(ink), _editors(ink), _spin_boxes(ink), _combo_boxes(ink), _ticks(ink))
    )


def _buttons(ink: Ink) -> str:
    return f"""
QPushButton {{
    {ink.text_on("text", "surface")} {ink.edge("border", "page")} font-weight: 500;
    border-radius: {RADIUS}px; padding: 7px 15px;
}}
QPushButton:hover {{ {ink.ground("hover")} }}
QPushButton:pressed {{ {ink.ground("selected")} }}
QPushButton:default {{ {ink.edge("accent", "page")} }}
QPushButton:focus {{ {ink.edge("focus", "page", RING)} padding: 6px 14px; }}
QPushButton:disabled {{ {ink.disabled("sunken")} border: 1px solid {ink.colours.hairline}; }}
QToolButton {{
    {ink.text("text", "page")} background: transparent;
    border: {RING}px solid transparent; border-radius: {RADIUS}px; padding: 4px;
}}
QToolButton:hover {{ {ink.ground("hover")} }}
QToolButton:pressed, QToolButton:checked {{ {ink.ground("selected")} }}
QToolButton:focus {{ {ink.edge("focus", "page", RING)} }}
QToolButton::menu-indicator {{ image: none; }}
"""


def _editors(ink: Ink) -> str:
    def each(state: str) -> str:
        return ", ".join(f"{editor}{state}" for editor in _EDITORS)

    kinds = "".join(
        f"""
{each(f'[state="{kind}"]')} {{ {ink.edge(kind, "surface")} }}
{each(f'[state="{kind}"]:focus')} {{ {ink.edge(kind, "surface", RING)} }}
"""
        for kind in ("warning", "danger")
    )
    accent = f"selection-background-color: {ink.colours.accent}; "
    return f"""
{each("")} {{
    {ink.text_on("text", "surface")} {ink.edge("border", "surface")} border-radius: {RADIUS}px;
    {accent}selection-{ink.text("on_accent", "accent")}
}}
{each(":disabled")} {{ {ink.disabled("sunken")} border: 1px solid {ink.colours.hairline}; }}
{each('[readOnly="true"]')} {{
    {ink.text_on("text", "sunken")} border: 1px solid {ink.colours.hairline};
}}
{each(":focus")} {{ {ink.edge("focus", "surface", RING)} }}
{kinds}
QLineEdit, QAbstractSpinBox, QComboBox {{ min-height: {ink.px(_LINE)}; }}
QAbstractSpinBox {{ max-height: {ink.px(_LINE)}; }}
QLineEdit {{ padding: 1px 9px; }}
QLineEdit:focus {{ padding: 0 8px; }}
QPlainTextEdit, QTextEdit {{ padding: 4px 7px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: 3px 6px; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit,
QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus {{
    border: 0; border-radius: 0; padding: 0; background: transparent; min-height: 0;
}}
"""


def _spin_boxes(ink: Ink) -> str:
    return f"""
QAbstractSpinBox {{ padding: 1px 0; }}
QAbstractSpinBox:focus {{ padding: 0; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
    subcontrol-origin: border; width: {ink.px(24)}; border: 0; background: transparent;
}}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; margin: 4px 4px 0 0; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; margin: 0 4px 4px 0; }}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{
    {ink.ground("hover")} border-radius: 3px;
}}
QAbstractSpinBox::up-arrow {{ {ink.mark("up")} width: {ink.px(12)}; height: {ink.px(12)}; }}
QAbstractSpinBox::down-arrow {{ {ink.mark("down")} width: {ink.px(12)}; height: {ink.px(12)}; }}
QAbstractSpinBox::up-arrow:off, QAbstractSpinBox::up-arrow:disabled {{
    {ink.mark("up", disabled=True)}
}}
QAbstractSpinBox::down-arrow:off, QAbstractSpinBox::down-arrow:disabled {{
    {ink.mark("down", disabled=True)}
}}
"""


def _combo_boxes(ink: Ink) -> str:
    return f"""
QComboBox {{ combobox-popup: 0; padding: 1px 4px 1px 11px; }}
QComboBox:editable {{ padding-left: 9px; }}
QComboBox:focus {{ padding: 0 3px 0 10px; }}
QComboBox:editable:focus {{ padding-left: 8px; }}
QComboBox::drop-down {{
    subcontrol-origin: border; subcontrol-position: center right; width: {ink.px(30)}; border: 0;
}}
QComboBox::down-arrow {{ {ink.mark("down")} width: {ink.px(16)}; height: {ink.px(16)}; }}
QComboBox::down-arrow:disabled {{ {ink.mark("down", disabled=True)} }}
QComboBox QAbstractItemView, QComboBox QAbstractItemView:focus {{
    {ink.ground("surface")} {ink.edge("border", "page")} border-radius: 0;
    padding: 3px; outline: 0;
}}
QComboBox QAbstractItemView::item {{
    {ink.text("text", "surface")} padding: 6px 8px; border-radius: 4px;
}}
QComboBox QAbstractItemView::item:selected {{ {ink.text_on("text", "selected")} }}
"""


def _ticks(ink: Ink) -> str:
    boxes = "QCheckBox::indicator", "QAbstractItemView::indicator"

    def box(state: str) -> str:
        return ", ".join(f"{each}{state}" for each in boxes)

    # Half of the indicator with its edge; Qt draws a square for a radius that is any larger.
    round_end = round(8 * ink.text_scale) + 1
    return f"""
QCheckBox, QRadioButton {{
    {ink.text("text", "page")} spacing: 8px; padding: 3px 6px 3px 3px;
    border: {RING}px solid transparent; border-radius: {RADIUS}px;
}}
QCheckBox:focus, QRadioButton:focus {{ {ink.edge("focus", "page", RING)} }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {ink.colours.disabled}; }}
{box("")}, QRadioButton::indicator {{
    width: {ink.px(16)}; height: {ink.px(16)};
    {ink.ground("surface")} {ink.edge("border", "surface")}
}}
{box("")} {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: {round_end}px; }}
{box(":hover")}, QRadioButton::indicator:hover {{ {ink.edge("accent", "surface")} }}
{box(":checked")}, {box(":indeterminate")} {{
    {ink.ground("accent")} {ink.edge("accent", "surface")}
}}
{box(":checked")} {{ {ink.mark("check")} }}
{box(":indeterminate")} {{ {ink.mark("minus")} }}
{box(":disabled")}, QRadioButton::indicator:disabled {{
    {ink.ground("sunken")} border: 1px solid {ink.colours.disabled};
}}
{box(":checked:disabled")} {{ {ink.mark("check", disabled=True)} }}
{box(":indeterminate:disabled")} {{ {ink.mark("minus", disabled=True)} }}
QRadioButton::indicator:checked {{
    width: {ink.px(8)}; height: {ink.px(8)};
    border: {ink.px(5)} solid {ink.colours.accent}; {ink.ground("surface")}
}}
QRadioButton::indicator:checked:disabled {{
    border: {ink.px(5)} solid {ink.colours.disabled}; {ink.ground("sunken")}
}}
"""
