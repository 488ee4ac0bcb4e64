"""A day's list without a window: what is read, counted, found and shown."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.clock.time import VIETNAM
from app.store.records import DossierRow
from tests.desks import DAY, catalogue
from ui.listing.row_model import MARK_ROLE
from ui.today.day_model import DayColumn, DayModel
from ui.today.day_row import DayRow, day_row, matching, sums_of
from ui.wording.state_words import StateMark


def row(number: int = 1, **changes: object) -> DayRow:
    """A dossier of 23/11/2026, read."""
    values: dict[str, object] = {
        "code": f"H26.107-261123-{number:04d}",
        "id": f"d{number}",
        "name": "Nguyễn Thị Mẫu",
        "procedure": "2.000815",
        "received": "2026-11-23T08:20:00+07:00",
        "due": "2026-11-23T17:00:00+07:00",
        "state": "registered",
        "queue": "sent",
        "reference": f"CHM-7-{number}",
        **changes,
    }
    return day_row(DossierRow(**values), catalogue(), {})  # type: ignore[arg-type] # made from parts


def text(model: DayModel, column: DayColumn) -> str:
    return str(model.index(0, column).data())


def mark(model: DayModel, column: DayColumn) -> StateMark:
    found = model.index(0, column).data(MARK_ROLE)
    assert isinstance(found, StateMark)
    return found


def shown(*rows: DayRow) -> DayModel:
    model = DayModel(DAY)
    model.show_rows(rows)
    return model


def test_a_row_says_what_an_officer_asks(qtbot: QtBot) -> None:
    """Time, code, whose, what by its name, until when."""
    model = shown(row(procedure="1.001193"))
    assert text(model, DayColumn.TIME) == "08:20"
    assert text(model, DayColumn.CODE) == "H26.107-261123-0001"
    assert text(model, DayColumn.NAME) == "Nguyễn Thị Mẫu"
    assert text(model, DayColumn.PROCEDURE) == "Đăng ký khai sinh"
    assert text(model, DayColumn.DUE) == "17:00 today"
    tip = model.index(0, DayColumn.PROCEDURE).data(Qt.ItemDataRole.ToolTipRole)
    assert "1.001193" in tip


def test_what_is_due_today_stands_out(qtbot: QtBot) -> None:
    """By its word and its weight; what is due later by neither."""
    model = shown(row())
    assert model.index(0, DayColumn.DUE).data(Qt.ItemDataRole.FontRole) is not None
    model.show_rows([row(due="2026-11-27T17:00:00+07:00")])
    assert text(model, DayColumn.DUE) == "17:00 Fri 27/11"
    assert model.index(0, DayColumn.DUE).data(Qt.ItemDataRole.FontRole) is None


def test_a_dossier_without_a_code_says_so(qtbot: QtBot) -> None:
    """Its reference stands there, and its due time comes with the code."""
    model = shown(row(code=None, due=None, queue="waiting"))
    assert text(model, DayColumn.CODE) == "CHM-7-1 · waits for its code"
    assert text(model, DayColumn.DUE) == "when it has its code"


def test_states_have_icon_and_word(qtbot: QtBot) -> None:
    """Sending, printing and money, each by a word and an icon."""
    model = shown(row(queue="set_aside", prints=2, fee_total=10_000, collected=4_000))
    assert mark(model, DayColumn.SENT).word == "To be settled"
    assert mark(model, DayColumn.PRINTED).word == "2 prints"
    assert mark(model, DayColumn.FEE).word == "6.000 đ"
    model.show_rows([row(prints=0, fee_total=10_000, collected=10_000)])
    assert mark(model, DayColumn.PRINTED).word == "Not printed"
    assert text(model, DayColumn.FEE) == "Paid"
    assert model.index(0, DayColumn.FEE).data(MARK_ROLE) is None


def test_a_name_that_turns_the_writing_is_shown_straight(qtbot: QtBot) -> None:
    """Bidirectional controls, line ends and NFD do not reach the table."""
    model = shown(row(name="Nguy\u202eễn\nThị"))
    assert text(model, DayColumn.NAME) == "Nguyễn Thị"
    model.show_rows([row(name=unicodedata.normalize("NFD", "Đặng Văn Thử"))])
    assert text(model, DayColumn.NAME) == "Đặng Văn Thử"


def test_the_filter_finds_without_tone_marks(qtbot: QtBot) -> None:
    """Every word somewhere: name, code, reference, procedure."""
    rows = [row(1, name="Đặng Văn Thử"), row(2, procedure="1.001193")]
    assert [found.id for found in matching(rows, "dang thu")] == ["d1"]
    assert [found.id for found in matching(rows, "KHAI sinh mau")] == ["d2"]
    assert [found.id for found in matching(rows, "0002")] == ["d2"]
    assert matching(rows, "không có") == []
    assert matching(rows, " ") == rows


def test_the_sums_count_what_needs_a_person(qtbot: QtBot) -> None:
    """All, without code, waiting, set aside."""
    rows = [
        row(1),
        row(2, code=None, queue="waiting"),
        row(3, queue="waiting"),
        row(4, queue="set_aside"),
    ]
    sums = sums_of(rows)
    assert (sums.dossiers, sums.without_code, sums.waiting, sums.set_aside) == (4, 1, 2, 1)


def test_a_procedure_that_the_catalogue_has_not_is_called_by_its_code(qtbot: QtBot) -> None:
    """A dossier of another desk may name one."""
    assert row(procedure="9.999999").procedure == "9.999999"


def test_five_thousand_dossiers_are_read_and_shown(qtbot: QtBot) -> None:
    """The model holds them without a widget each; the last one is there."""
    names: dict[str, str] = {}
    base = row().dossier
    rows = [
        day_row(
            DossierRow(
                f"H26.107-261123-{number:04d}",
                f"d{number}",
                "Nguyễn Thị Mẫu",
                "2.000815",
                datetime(2026, 11, 23, 8, tzinfo=VIETNAM).isoformat(),
                None,
                "registered",
                "sent",
                base.reference,
            ),
            catalogue(),
            names,
        )
        for number in range(1, 5_001)
    ]
    model = shown(*rows)
    assert model.rowCount() == 5_000
    assert model.index(4_999, DayColumn.CODE).data() == "H26.107-261123-5000"
    assert len(matching(rows, "4999")) == 1
