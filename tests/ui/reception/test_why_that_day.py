"""Alt+V: the steps that lead to the due day, in the page and without a box."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.reception.counter import CARD, Counter, K

ALT = Qt.KeyboardModifier.AltModifier


def test_a_key_tells_the_steps_and_takes_them_away(counter: Counter) -> None:
    """Wherever the focus is; it stays there."""
    counter.scan(CARD)
    counter.type("xac nh")
    counter.press(K.Key_Return)
    here = counter.focus()
    counter.press(K.Key_V, ALT)
    assessment = counter.page.flow.assess_now()
    assert assessment is not None
    assert assessment.due is not None
    assert counter.page.due.reasons() == assessment.due.trace
    assert counter.focus() == here
    assert counter.text("submitter.phone") == ""  # no letter fell into a field
    counter.press(K.Key_V, ALT)
    assert counter.page.due.reasons() == []


def test_the_steps_follow_what_is_chosen(counter: Counter) -> None:
    """Told once, they go on being told of the next procedure."""
    counter.scan(CARD)
    counter.type("xac nh")
    counter.press(K.Key_Return)
    counter.press(K.Key_V, ALT)
    before = counter.page.due.reasons()
    counter.page.form.focus_field("deadline_case")
    counter.press(K.Key_Down)
    assert counter.page.due.reasons() not in ([], before)


def test_before_a_procedure_there_is_nothing_to_tell(counter: Counter) -> None:
    """The key does nothing."""
    counter.scan(CARD)
    counter.press(K.Key_V, ALT)
    assert counter.page.due.reasons() == []
    assert not counter.page.due.why.isVisible()
