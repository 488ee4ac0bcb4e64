"""What is typed and can't be saved, a clock that goes back, data of another person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.clock.time import FixedClock
from app.drafts.draft import Draft
from app.drafts.reading import person_of_record
from app.errors import EnvironmentFault
from app.store.drafts import MAX_DRAFTS, Drafts
from tests.desks import MORNING, OFFICER
from tests.ui.reception.counter import AN, CARD, Counter, K, received_before


def full(*_: object) -> None:
    """In the place of a save."""
    raise EnvironmentFault("disk_full", "Đĩa đầy.", advice="Dọn bớt.")


def test_f2_brings_back_what_could_not_be_saved(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full: what was to be put aside stands in the form again."""
    with monkeypatch.context() as broken:
        broken.setattr(Drafts, "save", full)
        counter.scan(CARD)
        counter.press(K.Key_F2)
        counter.settle()
        assert counter.text("submitter.name") == "Nguyễn Văn An"
        assert counter.page.side.fault.isVisible()
    counter.page.flush()
    counter.settle()
    assert [draft.submitter.name for draft in counter.drafts()] == ["Nguyễn Văn An"]


def test_what_could_not_be_put_aside_is_saved_as_soon_as_it_can_be(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next dossier was begun meanwhile: both are saved when the disk has room again."""
    with monkeypatch.context() as broken:
        broken.setattr(Drafts, "save", full)
        counter.scan(CARD)
        counter.press(K.Key_F2)
        counter.enter_data("0011")
        counter.settle()
    assert counter.text("submitter.id_number") == "0011"
    counter.enter_data("9")
    counter.page.flush()
    counter.settle()
    numbers = {draft.submitter.id_number for draft in counter.drafts()}
    assert numbers == {"001090000001", "00119"}
    assert not counter.page.side.fault.isVisible()


def test_the_201st_draft_is_not_lost_by_f2(counter: Counter) -> None:
    """The counter is full of drafts: the one at hand stays on the screen, and can be received."""
    for number in range(MAX_DRAFTS):
        one = Draft(id=f"d{number}", begun_at=MORNING.isoformat(), officer=OFFICER, summary="x")
        counter.desk.store.drafts.save(one, MORNING.isoformat())
    counter.scan(CARD)
    counter.type("xac nh")
    counter.press(K.Key_Return)
    counter.press(K.Key_F2)
    counter.settle()
    assert counter.text("submitter.name") == "Nguyễn Văn An"
    assert counter.receive().code is not None


def test_a_clock_that_went_back_leaves_a_way_out(counter: Counter) -> None:
    """Begun while the clock was wrong: the time of receipt can be set to now."""
    clock = counter.desk.clock
    assert isinstance(clock, FixedClock)
    clock.advance(timedelta(hours=3))
    counter.scan(CARD)
    counter.type("xac nh")
    counter.press(K.Key_Return)
    clock.advance(-timedelta(hours=2, minutes=30))
    counter.press(K.Key_F8)
    counter.settle()
    assert counter.received == []
    assert counter.page.side.receipt.now.isVisible()
    counter.page.side.receipt.now.click()
    assert counter.receive().received_at.startswith("2026-11-23T09:00")


def test_half_a_letter_is_told_at_its_field_and_the_draft_is_kept(counter: Counter) -> None:
    """Half of a surrogate pair, from a broken program's clipboard: no stall, no lost draft."""
    counter.scan(CARD)
    counter.page.form.focus_field("submitter.address")
    QGuiApplication.clipboard().setText("Số 1 \ud83d phố")
    counter.press(K.Key_V, Qt.KeyboardModifier.ControlModifier)
    counter.page.flush()
    counter.settle()
    assert not counter.page.side.fault.isVisible()
    assert [draft.submitter.name for draft in counter.drafts()] == ["Nguyễn Văn An"]


def type_number(counter: Counter, number: str) -> None:
    """Replace the submitter's number."""
    counter.page.form.focus_field("submitter.id_number")
    counter.page.form.people.form("submitter").id_number.editor.selectAll()
    counter.enter_data(number)
    counter.press(K.Key_Return)
    counter.settle()


def test_a_number_that_was_mistyped_takes_its_persons_data_with_it(counter: Counter) -> None:
    """Somebody else's phone and address do not stay under the right number."""
    received_before(counter.desk, "2.000635")
    type_number(counter, "001090000001")
    assert counter.text("submitter.phone") == "0900000001"
    type_number(counter, "001090000009")
    for name in ("name", "birth", "address", "phone", "email"):
        assert counter.text(f"submitter.{name}") == ""


def test_a_number_of_somebody_else_brings_nothing_to_another_name(counter: Counter) -> None:
    """The name stands there already and is another's: the number is wrong, or its dossier is."""
    received_before(counter.desk, "2.000635")
    counter.page.form.focus_field("submitter.name")
    counter.enter_data("Lê Thị Hoa")
    type_number(counter, "001090000001")
    assert counter.text("submitter.phone") == ""
    assert counter.text("submitter.address") == ""


def old_draft(counter: Counter, begun_at: str, procedure: str = "") -> None:
    """Open a draft that was begun on an earlier day."""
    draft = Draft(
        id="old",
        begun_at=begun_at,
        officer=OFFICER,
        submitter=person_of_record(AN),
        procedure=procedure,
    )
    counter.desk.store.drafts.save(draft, MORNING.isoformat())
    counter.page.open_draft("old")
    counter.settle()


def test_a_procedure_that_was_not_in_force_then_is_refused_in_words(counter: Counter) -> None:
    """Chosen in the palette for a draft of years ago: said in place, nothing falls over."""
    old_draft(counter, "2010-01-04T09:00:00+07:00")
    counter.page.questions.take_back()
    counter.page.choose_procedure("2.000815")
    assert counter.page.side.fault.isVisible()
    assert counter.text("submitter.name") == "Nguyễn Văn An"


def test_a_draft_of_years_ago_can_be_received_today(counter: Counter) -> None:
    """Its procedure was not in force then: received today it is, under today's law."""
    old_draft(counter, "2010-01-04T09:00:00+07:00", procedure="1.010041")
    counter.press(K.Key_F8)
    assert counter.page.questions.asked == "day"
    counter.press(K.Key_1)
    counter.settle()
    counter.page.choose_procedure("1.010041")
    assert counter.receive().received_at.startswith("2026-11-23T08:30")
