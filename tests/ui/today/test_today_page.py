"""F4: today's list by keys, over a real desk."""

from __future__ import annotations

import shutil
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from app.accounts.roles import Role
from app.store.records import StoredProblem
from tests.desks import OFFICER
from tests.ui.listing.place import BIRTH, Place, focused, press, type_text
from ui.listing.row_table import RowTable
from ui.operations.changes import Changes
from ui.today.day_bar import DayBar
from ui.today.day_model import DayColumn, DayModel
from ui.today.today_page import TodayPage

Key = Qt.Key


def bar(page: TodayPage) -> DayBar:
    found = page.findChild(DayBar)
    assert found is not None
    return found


def table(page: TodayPage) -> RowTable:
    found = page.findChild(RowTable)
    assert found is not None
    return found


def model(page: TodayPage) -> DayModel:
    found = table(page).model()
    assert isinstance(found, DayModel)
    return found


def column(page: TodayPage, which: DayColumn) -> list[str]:
    return [str(model(page).index(row, which).data()) for row in range(model(page).rowCount())]


def shown(place: Place) -> TodayPage:
    page = TodayPage(place.workplace)
    place.show(page)
    return page


def test_an_empty_day_says_what_to_do(place: Place) -> None:
    """No table without rows; the line of sums says none."""
    page = shown(place)
    assert not table(page).isVisible()
    assert bar(page).title() == "Today, Monday 23/11"
    assert bar(page).sums() == "0 dossiers"


def test_enter_opens_the_dossier_that_the_arrows_reached(place: Place) -> None:
    """The newest is on top and chosen; Down goes to the one before it."""
    first, second = place.receive("Đặng Văn Thử"), place.receive("Trần Văn Ước")
    page = shown(place)
    chosen = QSignalSpy(page.dossier_chosen)
    press(Key.Key_Return)
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert [chosen.at(0)[0], chosen.at(1)[0]] == [second.dossier, first.dossier]


def test_letters_go_to_the_filter_and_esc_takes_them_back(place: Place) -> None:
    """Typing in the list filters; Down returns to it, Esc in the field shows all."""
    for name in ("Đặng Văn Thử", "Trần Văn Ước", "Nguyễn Thị Mẫu"):
        place.receive(name)
    page = shown(place)
    type_text("uoc")
    assert focused() is bar(page).filter
    assert column(page, DayColumn.NAME) == ["Trần Văn Ước"]
    assert bar(page).sums().startswith("1 of 3 dossiers")
    press(Key.Key_Down)
    assert focused() is table(page)
    type_text("x")
    assert not table(page).isVisible()
    press(Key.Key_Escape)
    assert len(column(page, DayColumn.NAME)) == 3


def test_left_and_right_go_through_the_days(place: Place) -> None:
    """Yesterday by Left, back by Right; there is no tomorrow."""
    place.receive("Đặng Văn Thử")
    page = shown(place)
    press(Key.Key_Left)
    place.settle()
    assert bar(page).title() == "Yesterday, Sunday 22/11"
    assert model(page).rowCount() == 0
    press(Key.Key_Right)
    place.settle()
    assert column(page, DayColumn.NAME) == ["Đặng Văn Thử"]
    press(Key.Key_Right)
    place.settle()
    assert bar(page).title() == "Today, Monday 23/11"


def test_the_list_follows_what_happens_and_keeps_its_place(place: Place) -> None:
    """A dossier that is received appears on top; the chosen one stays chosen."""
    place.receive("Đặng Văn Thử")
    chosen = place.receive("Trần Văn Ước")
    page = shown(place)
    assert table(page).chosen_key() == chosen.dossier
    desk = place.desk
    place.workplace.operations.store(
        lambda: place.receive("Nguyễn Thị Mẫu", procedure=BIRTH),
        owner=page,
        changes=lambda got: Changes(dossiers=frozenset({got.dossier}), queue=True, today=True),
    )
    place.settle()
    assert column(page, DayColumn.NAME)[0] == "Nguyễn Thị Mẫu"
    assert table(page).chosen_key() == chosen.dossier
    assert desk.store.search("", 1)[1] == 3


def test_a_hidden_page_waits_until_it_is_shown(place: Place) -> None:
    """It is read once it is looked at, not for every change before."""
    page = shown(place)
    page.hide()
    place.receive("Trần Văn Ước")
    page.refresh(Changes(today=True))
    assert place.workplace.operations.pending == 0
    page.show()
    page.activated()
    place.settle()
    assert column(page, DayColumn.NAME) == ["Trần Văn Ước"]


def test_after_midnight_today_is_another_day(place: Place) -> None:
    """A list that showed today shows today again; one of an earlier day stays."""
    place.receive("Trần Văn Ước")
    page = shown(place)
    place.clock.advance(timedelta(days=1))
    page.activated()
    place.settle()
    assert bar(page).title() == "Today, Tuesday 24/11"
    assert model(page).rowCount() == 0


def test_f9_prints_the_chosen_dossier_again(place: Place) -> None:
    """The first time it is the receipt, then reprints, each on record."""
    received = place.receive("Trần Văn Ước")
    page = shown(place)
    press(Key.Key_F9)
    press(Key.Key_F9)  # while the first is on its way it is no second paper
    place.settle()
    assert column(page, DayColumn.PRINTED) == ["Printed"]
    press(Key.Key_F9)
    place.settle()
    assert column(page, DayColumn.PRINTED) == ["2 prints"]
    state = place.desk.store.dossier(received.dossier)
    assert state is not None
    assert state.prints == {"receipt": 2}
    assert len(list(place.prints.iterdir())) == 2


def test_without_a_printer_f9_says_what_to_do(place: Place) -> None:
    """Nothing is recorded as printed."""
    place.receive("Trần Văn Ước")
    place.desk.store.set_setting("printer", None)
    page = shown(place)
    press(Key.Key_F9)
    place.settle()
    assert page.message() == "No printer is chosen for this paper"
    assert column(page, DayColumn.PRINTED) == ["Not printed"]


def test_a_printer_that_is_gone_is_told(place: Place) -> None:
    """The printer's own words, and nothing is recorded."""
    place.receive("Trần Văn Ước")
    shutil.rmtree(place.prints)
    page = shown(place)
    press(Key.Key_F9)
    place.settle()
    assert str(place.prints) in page.message()
    assert column(page, DayColumn.PRINTED) == ["Not printed"]


def test_who_may_not_print_does_not(place: Place) -> None:
    """An inspector reads the list; F9 is nothing to them."""
    place.receive("Trần Văn Ước")
    page = shown(place)
    place.sign_in(Role.INSPECTOR, name="Thanh tra Lê Văn Kiểm")
    press(Key.Key_F9)
    place.settle()
    assert column(page, DayColumn.PRINTED) == ["Not printed"]
    assert page.message() == ""


def test_who_may_not_see_is_told(place: Place) -> None:
    """The use case refuses; the page says so and shows nothing."""
    place.receive("Trần Văn Ước")
    place.sign_in(Role.ADMINISTRATOR, name="Quản trị Phạm Văn Trị")
    page = shown(place)
    assert page.message() != ""
    assert model(page).rowCount() == 0


def test_what_the_central_refused_is_marked(place: Place) -> None:
    """Sent, waiting and to be settled are three words."""
    place.receive("Đặng Văn Thử")
    place.accept_all()
    place.receive("Trần Văn Ước")
    place.set_aside("opened", StoredProblem("odd", "Không rõ."))
    page = shown(place)
    assert column(page, DayColumn.SENT) == ["To be settled", "Sent"]
    assert "1 to be settled" in bar(page).sums()


def test_every_control_is_reached_by_tab(place: Place) -> None:
    """From the list round to the list: filter and day steps are on the way."""
    place.receive("Trần Văn Ước")
    page = shown(place)
    seen = []
    for _ in range(8):
        seen.append(focused())
        press(Key.Key_Tab)
        if QApplication.focusWidget() is table(page):
            break
    assert bar(page).filter in seen
    assert table(page) in seen
    assert len(seen) >= 3


def test_a_look_at_a_day_is_on_record_once_for_each_officer(place: Place) -> None:
    """Not for every change of the list; the next officer's look is one of its own."""
    place.receive("Nguyễn Thị Mẫu")
    page = shown(place)
    place.receive("Trần Văn Ước")
    page.refresh(Changes(today=True))
    page.activated()
    place.settle()
    assert model(page).rowCount() == 2
    place.workplace.sign_out()
    place.sign_in(name="Trần Thị Hoa")
    page.activated()
    place.settle()
    press(Key.Key_Left)
    place.settle()
    lines = [line for line in place.desk.store.audit_lines() if line.action == "list"]
    assert [(line.officer, line.detail) for line in reversed(lines)] == [
        (OFFICER, {"day": "2026-11-23", "found": 1}),
        ("Trần Thị Hoa", {"day": "2026-11-23", "found": 2}),
        ("Trần Thị Hoa", {"day": "2026-11-22", "found": 0}),
    ]
    assert all(line.unlock for line in lines)
