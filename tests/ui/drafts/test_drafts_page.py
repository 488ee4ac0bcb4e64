"""Hồ sơ lưu tạm: what was begun is gone on with, or thrown away after a question."""

from __future__ import annotations

from datetime import timedelta

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from app.accounts.roles import Role
from app.clock.time import to_iso
from app.drafts.draft import Draft, PersonDraft, begin_draft
from tests.desks import DAY, OFFICER, catalogue
from tests.ui.listing.place import BIRTH, Place, focused, press
from ui.components.button import Button
from ui.drafts.delete_question import DeleteQuestion
from ui.drafts.draft_model import DraftColumn, DraftModel
from ui.drafts.draft_row import draft_row
from ui.drafts.drafts_page import DraftsPage
from ui.listing.row_model import MARK_ROLE
from ui.listing.row_table import RowTable
from ui.operations.changes import Changes
from ui.wording.state_words import StateMark

Key = Qt.Key


def draft(place: Place, name: str, *, days_ago: int = 0, procedure: str = BIRTH) -> Draft:
    """A draft that lies in the store."""
    begun = place.clock.now() - timedelta(days=days_ago)
    made = msgspec.structs.replace(
        begin_draft(begun, to_iso(begun), OFFICER),
        submitter=PersonDraft(name=name),
        procedure=procedure,
    )
    place.desk.store.drafts.save(made, to_iso(begun))
    return made


def shown(place: Place) -> DraftsPage:
    page = DraftsPage(place.workplace)
    place.show(page)
    return page


def table(page: DraftsPage) -> RowTable:
    found = page.findChild(RowTable)
    assert found is not None
    return found


def names(page: DraftsPage) -> list[str]:
    model = table(page).model()
    return [str(model.index(row, DraftColumn.NAME).data()) for row in range(model.rowCount())]


def question(page: DraftsPage) -> DeleteQuestion:
    found = page.findChild(DeleteQuestion)
    assert found is not None
    return found


def test_a_draft_of_an_earlier_day_is_marked(place: Place) -> None:
    """By a word and an icon; what is not typed yet is said in words."""
    model = DraftModel(DAY)
    old = draft(place, "", days_ago=3, procedure="")
    model.show_rows([draft_row(old, catalogue())])
    assert model.index(0, DraftColumn.NAME).data() == "No name yet"
    assert model.index(0, DraftColumn.PROCEDURE).data() == "No procedure yet"
    assert model.index(0, DraftColumn.BEGUN).data() == "08:30 Friday 20/11 · an earlier day"
    mark = model.index(0, DraftColumn.BEGUN).data(MARK_ROLE)
    assert isinstance(mark, StateMark)
    assert mark.icon == "triangle-alert"
    model.show_rows([draft_row(draft(place, "Trần Văn Ước"), catalogue())])
    assert model.index(0, DraftColumn.BEGUN).data() == "08:30 today"


def test_enter_goes_on_with_a_draft(place: Place) -> None:
    """The last changed is on top."""
    draft(place, "Đặng Văn Thử", days_ago=1)
    newest = draft(place, "Trần Văn Ước")
    page = shown(place)
    chosen = QSignalSpy(page.draft_chosen)
    assert names(page) == ["Trần Văn Ước", "Đặng Văn Thử"]
    press(Key.Key_Return)
    assert chosen.at(0) == [newest.id]


def test_delete_asks_and_esc_keeps(place: Place) -> None:
    """The question stands in the page; the keys come back to the list."""
    draft(place, "Trần Văn Ước")
    page = shown(place)
    press(Key.Key_Delete)
    assert question(page).isVisible()
    assert focused().accessibleName() == "Keep it"
    press(Key.Key_Escape)
    place.settle()
    assert not question(page).isVisible()
    assert focused() is table(page)
    assert len(place.desk.store.drafts.all()) == 1


def test_a_draft_is_thrown_away_by_keys_and_on_record(place: Place) -> None:
    """Delete, Tab, Enter; the log says who did it."""
    gone = draft(place, "Trần Văn Ước")
    page = shown(place)
    press(Key.Key_Delete)
    press(Key.Key_Tab)
    assert isinstance(focused(), Button)
    press(Key.Key_Return)
    place.settle()
    assert names(page) == []
    assert not table(page).isVisible()
    assert place.desk.store.drafts.all() == []
    line = place.desk.store.audit_lines(gone.id)[0]
    assert (line.action, line.officer) == ("discard_draft", OFFICER)


def test_enter_in_the_question_keeps(place: Place) -> None:
    """A hasty Enter after Delete loses nothing."""
    draft(place, "Trần Văn Ước")
    shown(place)
    press(Key.Key_Delete)
    press(Key.Key_Return)
    place.settle()
    assert len(place.desk.store.drafts.all()) == 1


def test_a_draft_that_is_received_meanwhile_leaves_list_and_question(place: Place) -> None:
    """Nothing is asked about what is gone."""
    gone = draft(place, "Trần Văn Ước")
    page = shown(place)
    press(Key.Key_Delete)
    place.desk.store.drafts.remove(gone.id)
    page.refresh(Changes(drafts=True))
    place.settle()
    assert not question(page).isVisible()
    assert names(page) == []


def test_leaving_the_page_is_no_answer(place: Place) -> None:
    """The question is withdrawn, the draft stays."""
    draft(place, "Trần Văn Ước")
    page = shown(place)
    press(Key.Key_Delete)
    assert page.may_leave()
    assert not question(page).isVisible()
    assert len(place.desk.store.drafts.all()) == 1


def test_who_may_not_receive_sees_no_drafts(place: Place) -> None:
    """The use case refuses, and the page says so."""
    draft(place, "Trần Văn Ước")
    place.sign_in(Role.INSPECTOR, name="Thanh tra Lê Văn Kiểm")
    page = shown(place)
    assert names(page) == []
    assert page.message() != ""


def test_a_long_name_does_not_push_the_question_wide(place: Place) -> None:
    """200 letters without a blank; the buttons stay in the page."""
    draft(place, "Ư" * 200)
    page = shown(place)
    press(Key.Key_Delete)
    assert page.width() == 1160
    assert question(page).width() <= 1160


def test_a_look_at_the_drafts_is_on_record(place: Place) -> None:
    """They name people; that the list changes while it is shown is no second look."""
    draft(place, "Nguyễn Thị Mẫu")
    page = shown(place)
    draft(place, "Trần Văn Ước")
    page.refresh(Changes(drafts=True))
    place.settle()
    assert len(names(page)) == 2
    page.activated()
    page.refresh(Changes(drafts=True))  # overtakes the look that has just been asked for
    place.settle()
    lines = [line for line in place.desk.store.audit_lines() if line.action == "list"]
    assert [line.detail for line in reversed(lines)] == [
        {"list": "drafts", "found": 1},
        {"list": "drafts", "found": 2},
    ]
