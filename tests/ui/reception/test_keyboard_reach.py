"""Everything is reached by Tab, in the order in which it stands, also in a narrow window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.reception.counter import CARD, Counter, K, focused

ORDER = [
    "submitter.id_number",
    "submitter.name",
    "submitter.birth",
    "submitter.sex",
    "submitter.address",
    "submitter.phone",
    "submitter.email",
    "procedure",
    "components",
    "pages",
    "copies",
    "sets",
    "channel",
    "return_by",
    "summary",
]


def test_tab_goes_through_the_form_as_it_stands(counter: Counter) -> None:
    """Visual order, nothing left out; Shift+Enter goes the same way back."""
    counter.scan(CARD)
    counter.type("sao y")
    counter.press(K.Key_Return)
    counter.page.form.focus_field("submitter.id_number")
    walked = [counter.focus()]
    for _ in ORDER[1:]:
        counter.press(K.Key_Tab)
        walked.append(counter.focus())
    assert walked == ORDER
    counter.press(K.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert counter.focus() == "return_by"


def test_every_control_is_reached_by_tab_and_has_a_name(counter: Counter) -> None:
    """A whole round: whatever takes the focus says what it is."""
    counter.scan(CARD)
    counter.type("khai s")
    counter.press(K.Key_Return)
    start = focused()
    reached: list[QWidget] = []
    for _ in range(80):
        counter.press(K.Key_Tab)
        reached.append(focused())
        if focused() is start:
            break
    assert focused() is start
    assert [widget for widget in reached if not widget.accessibleName()] == []
    wanted = {
        widget
        for widget in counter.page.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.accessibleName()
    }
    assert wanted <= set(reached)


@pytest.mark.parametrize("code", ["khai s", "trich", "sao y"])
def test_nothing_is_cut_at_the_side(counter: Counter, code: str) -> None:
    """1280 px wide (1920 at 150 %) beside the navigation: every field is seen whole."""
    counter.page.resize(1084, 600)
    counter.scan(CARD)
    counter.type(code)
    counter.press(K.Key_Return)
    counter.press(K.Key_F5)
    form = counter.page.form
    holder = form.parentWidget()
    sight = None if holder is None else holder.parentWidget()
    assert sight is not None
    assert counter.page.side.paper.isVisible()  # still side by side
    counter.qtbot.waitUntil(lambda: form.width() <= sight.width())


def test_in_a_narrow_window_the_focus_is_scrolled_to(counter: Counter) -> None:
    """150 % on a small screen: receipt under the form, the button still in sight."""
    counter.page.resize(714, 450)
    counter.scan(CARD)
    counter.type("sao y")
    counter.press(K.Key_Return)
    for path in ("summary", "submitter.id_number", "copies"):
        counter.page.form.focus_field(path)
        counter.qtbot.waitUntil(_focus_is_seen)
    assert counter.page.side.receive.isVisible()
    assert counter.page.side.receipt.number().startswith("H26.107-")
    counter.page.resize(1170, 640)
    assert counter.page.side.paper.isAncestorOf(counter.page.side.receipt)


def _focus_is_seen() -> bool:
    """Whether all of the widget with the focus is in sight."""
    return focused().visibleRegion().boundingRect().size() == focused().size()
