"""The papers: model without a window, table by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.dossier.application import LookUpOutcome
from app.drafts.draft import ComponentDraft
from app.drafts.reading import usual_components
from tests.desks import DAY, catalogue
from ui.reception.papers_model import PaperColumn, PapersModel
from ui.reception.papers_table import PapersTable

K = Qt.Key
DECLARATION, NOTICE, REQUESTER, MARRIAGE = range(4)


@pytest.fixture
def model() -> PapersModel:
    """The papers of a birth registration as they mostly come."""
    made = PapersModel()
    procedure = catalogue().procedure("1.001193", DAY)
    made.show_papers(procedure, usual_components(procedure))
    return made


class Hands:
    """A table with a clock that does not run by itself."""

    def __init__(self, qtbot: QtBot, model: PapersModel) -> None:
        self.now = 0.0
        self.table = PapersTable(model, monotonic=lambda: self.now)
        qtbot.addWidget(self.table)
        self.table.resize(640, 300)
        with qtbot.waitExposed(self.table):
            self.table.show()
        self.table.setFocus()

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.table, key)


@pytest.fixture
def hands(qtbot: QtBot, model: PapersModel) -> Hands:
    """Hands on the keyboard, the table under them."""
    return Hands(qtbot, model)


def sheets(model: PapersModel, row: int) -> tuple[bool, int, int, int]:
    """A line: ticked, originals, certified, photocopies."""
    line = model.line(row)
    return line.given, line.originals, line.certified, line.photos


def test_a_paper_names_the_data_that_make_it_unnecessary(model: PapersModel) -> None:
    """NĐ 123/2015/NĐ-CP Đ.2.2: no paper where the signed data of the birth notice are there."""
    hint = model.index(NOTICE, 0).data(PapersModel.CONDITION_ROLE)
    assert hint == "Dữ liệu Giấy chứng sinh đã ký số"


def test_papers_begin_as_they_mostly_come(model: PapersModel) -> None:
    """Required ones are ticked with one sheet of the usual kind."""
    assert sheets(model, DECLARATION) == (True, 1, 0, 0)
    assert sheets(model, MARRIAGE) == (False, 0, 0, 0)


def test_every_change_is_told_with_all_lines(model: PapersModel) -> None:
    """The draft holds all lines; the model is only their picture."""
    told: list[tuple[ComponentDraft, ...]] = []
    model.lines_changed.connect(told.append)
    model.toggle(DECLARATION)
    model.set_count(NOTICE, PaperColumn.PHOTOS, 2)
    model.set_count(NOTICE, PaperColumn.PHOTOS, 2)  # no change
    assert len(told) == 2
    assert not told[0][DECLARATION].given
    assert told[1][NOTICE].photos == 2


def test_a_line_without_a_sheet_is_not_given(model: PapersModel) -> None:
    """Counting down to nothing takes the tick away, counting up sets it."""
    model.set_count(DECLARATION, PaperColumn.ORIGINALS, 0)
    assert sheets(model, DECLARATION) == (False, 0, 0, 0)
    model.set_count(DECLARATION, PaperColumn.CERTIFIED, 3)
    assert sheets(model, DECLARATION) == (True, 0, 3, 0)


def test_counts_stay_within_what_the_domain_takes(model: PapersModel) -> None:
    """No number of sheets is typed that can't be received."""
    model.set_count(DECLARATION, PaperColumn.ORIGINALS, 123_456)
    assert model.line(DECLARATION).originals == 9_999
    model.set_count(DECLARATION, PaperColumn.ORIGINALS, -1)
    assert model.line(DECLARATION).originals == 0


def test_a_look_up_has_three_ends(model: PapersModel) -> None:
    """Found, missing or different, out of reach; a further press begins again."""
    ends = []
    for _ in range(3):
        model.next_outcome(REQUESTER)
        ends.append(model.line(REQUESTER).look_up)
    assert set(ends) == set(LookUpOutcome)


def test_a_paper_that_an_older_draft_lacks_is_shown_unticked(model: PapersModel) -> None:
    """The law of today's procedure decides which lines there are."""
    model.show_papers(catalogue().procedure("1.001193", DAY), ())
    assert model.rowCount() == 4
    assert not any(model.line(row).given for row in range(4))


def test_space_ticks_and_digits_count(hands: Hands, model: PapersModel) -> None:
    """On a name, a digit counts the usual kind of paper."""
    hands.press(K.Key_Space)
    assert sheets(model, DECLARATION) == (False, 0, 0, 0)
    hands.press(K.Key_3)
    assert sheets(model, DECLARATION) == (True, 3, 0, 0)
    hands.press(K.Key_2)
    assert sheets(model, DECLARATION) == (True, 32, 0, 0)


def test_a_digit_after_a_while_is_a_number_of_its_own(hands: Hands, model: PapersModel) -> None:
    """Digits typed together are one number."""
    hands.press(K.Key_3)
    hands.now += 2.0
    hands.press(K.Key_4)
    assert model.line(DECLARATION).originals == 4


def test_arrows_go_to_the_kinds_and_plus_and_minus_count(hands: Hands, model: PapersModel) -> None:
    """Right, right: certified copies; up and down: the papers."""
    hands.press(K.Key_Down, K.Key_Right, K.Key_Right)
    QTest.keyClicks(hands.table, "+")
    QTest.keyClicks(hands.table, "+")
    QTest.keyClicks(hands.table, "-")
    assert sheets(model, NOTICE) == (True, 1, 1, 0)
    hands.press(K.Key_Backspace)
    assert sheets(model, NOTICE) == (True, 1, 0, 0)


def test_a_look_up_is_stepped_through_by_space(hands: Hands, model: PapersModel) -> None:
    """Space on its outcome shows the next; on its name it ticks."""
    hands.press(K.Key_Down, K.Key_Down, K.Key_Right, K.Key_Space)
    assert model.line(REQUESTER).look_up is LookUpOutcome.MISSING_OR_DIFFERENT
    hands.press(K.Key_Left, K.Key_Space)
    assert not model.line(REQUESTER).given
    hands.press(K.Key_5)
    assert not model.line(REQUESTER).given


def test_a_click_on_a_name_ticks_it(hands: Hands, model: PapersModel) -> None:
    """The mouse works as well, for who wants it."""
    place = hands.table.visualRect(model.index(MARRIAGE, PaperColumn.NAME)).center()
    QTest.mouseClick(
        hands.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    assert model.line(MARRIAGE).given


def test_screen_readers_hear_what_a_paper_is_and_whether_it_is_given(model: PapersModel) -> None:
    """Name, treatment, state; a count with its kind."""
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(DECLARATION, 0).data(role) == ("Tờ khai đăng ký khai sinh, hand in, given")
    assert model.index(DECLARATION, PaperColumn.ORIGINALS).data(role) == "Originals: 1"
