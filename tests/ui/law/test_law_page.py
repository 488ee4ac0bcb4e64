"""What is in force, and imports, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.accounts.roles import Role
from app.clock.time import from_iso
from app.dated_data.toml_table import RESOURCES
from app.provincial_law.importing import CALENDAR, FEES, PROCEDURES, UNITS
from tests.app.catalogue.importing.documents import answer, laythutuc
from tests.ui.law.conftest import WriteFile
from tests.ui.listing.place import Place, focused, press, type_text
from ui.law.law_page import LawPage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
STATUS = "1.004873"
FEE_KEY = "marital_status_confirmation"
FEE_NAME = "Lệ phí cấp Giấy xác nhận tình trạng hôn nhân"
RATE = f'[[rate]]\nkey = "{FEE_KEY}"\namount = 15000\nvalid_from = 2026-01-01\nbasis = "NQ mẫu"\n'
EXTRA_DAY_OFF = (
    '[[off]]\nfrom = 2026-11-26\nkind = "holiday"\nreason = "Ngày mới"\nbasis = "QĐ mẫu"\n'
)


def next_thursday_off() -> str:
    return (RESOURCES / "calendar/2026.toml").read_text("utf-8") + "\n" + EXTRA_DAY_OFF


def visible_texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def look_at(place: Place, page: LawPage, path: Path, kind: str, format_name: str = "") -> None:
    """Open the import by keys, name the file, ask for the difference."""
    press(Key.Key_N, CTRL)
    form = page.bring.form
    assert focused() is form.file.editor
    form.file.editor.setText(str(path))
    form.kind.set_value(kind)
    form.kind.chosen.emit(kind)
    if format_name:
        form.format.set_value(format_name)
        form.format.chosen.emit(format_name)
    press(Key.Key_Return)
    place.settle()


def cells(page: LawPage) -> list[list[str]]:
    model = page.bring.difference.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def law_files(place: Place) -> list[str]:
    folder = place.desk.store.directory / "law"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_what_is_in_force_can_be_read(page: LawPage, place: Place) -> None:
    """Versions with dates, the years that are only computed, the folder, no file yet."""
    facts = page.overview.facts()
    assert place.workplace.catalogue.version in facts["Catalogue of procedures"]
    assert place.workplace.calendar.version in facts["Working calendar"]
    assert "provisional: 2027, 2028" in facts["Working calendar"]
    assert "communes; version" in facts["Administrative units"]
    assert "charges have none" in facts["Fees of the council"]
    assert page.overview.charges_without_amount()[FEE_KEY] == FEE_NAME
    assert FEE_NAME in visible_texts(page)
    assert page.overview.files() == ["None yet: everything is as it came with the program."]
    assert str(place.desk.store.directory / "law") in visible_texts(page).replace("\u200b", "")


def test_what_is_not_certain_is_searched_without_tone_marks(page: LawPage) -> None:
    """Every typed word begins a word of code, name or doubt; the whole text stands below."""
    unsure = page.overview.unsure
    everything = unsure.model.rowCount()
    assert everything > 20
    assert focused() is unsure.filter
    first = unsure.model.row_at(0)
    assert first is not None
    assert first.code in unsure.detail()
    type_text("1.004873")
    found = [unsure.model.row_at(row) for row in range(unsure.model.rowCount())]
    assert {entry.code for entry in found if entry} <= {STATUS}
    press(Key.Key_Escape)
    assert unsure.model.rowCount() == everything
    type_text("khai sinh")
    assert 0 < unsure.model.rowCount() < everything
    press(Key.Key_Down)
    row = unsure.model.row_at(unsure.table.current_row())
    assert row is not None
    assert row.unsure.split()[0] in unsure.detail()
    assert row.code in unsure.detail()
    unsure.filter.setFocus()
    type_text("zzz")
    assert "Nothing has these letters" in visible_texts(unsure)


def test_an_import_is_shown_then_applied_by_keys(
    page: LawPage, place: Place, write: WriteFile
) -> None:
    """Nothing is written before F8; then it is in force here, and logged."""
    look_at(place, page, write("tthc.json", answer(laythutuc())), PROCEDURES, "laythutuc")
    assert "1 new" in page.bring.difference.summary()
    first = cells(page)[0]
    assert first[:2] == ["New", "1.990001"]
    assert "Time limit: 3 ngày làm việc" in page.bring.difference.detail()
    assert law_files(place) == []
    assert focused() is page.bring.difference.table
    press(Key.Key_F8)
    place.settle()
    assert law_files(place) == ["catalogue/imported-laythutuc.toml"]
    assert page.message() == "tthc.json was taken into the law"
    assert page.overview.isVisible()
    assert page.overview.files()[0].startswith("catalogue/imported-laythutuc.toml · ")
    day = place.clock.now().date()
    assert place.workplace.desk.catalogue.procedure("1.990001", day).code == "1.990001"
    [line] = [one for one in place.desk.store.audit_lines() if one.action == "law_import"]
    assert line.subject == PROCEDURES
    assert line.detail is not None
    assert line.detail["file"] == "tthc.json"


def test_a_changed_procedure_is_shown_field_by_field(
    page: LawPage, place: Place, write: WriteFile
) -> None:
    """Old beside new; what the file does not say is listed as kept."""
    document = {
        "MATTHC": STATUS, "TENTTHC": "Xác nhận hôn nhân kiểu mới", "TRANGTHAI": "1",
    }  # fmt: skip
    look_at(place, page, write("x.json", answer(document)), PROCEDURES, "laythutuc")
    old = place.workplace.catalogue.procedure(STATUS, place.clock.now().date()).name
    assert ["Changed", STATUS, "Name", old, "Xác nhận hôn nhân kiểu mới"] in cells(page)
    kept = [row[4] for row in cells(page) if row[0] == "Kept"]
    assert "thời hạn: tệp không nêu" in kept
    assert "1 changed" in page.bring.difference.summary()


def test_an_abolished_procedure_is_shown_and_goes(
    page: LawPage, place: Place, write: WriteFile
) -> None:
    """From its day on it is not found any more."""
    document = laythutuc(MATTHC=STATUS, TRANGTHAI="0")
    look_at(place, page, write("x.json", answer(document)), PROCEDURES, "laythutuc")
    assert cells(page)[0][:2] == ["Abolished", STATUS]
    press(Key.Key_F8)
    place.settle()
    found = place.workplace.catalogue.find(STATUS, place.clock.now().date())
    assert STATUS not in [one.code for one in found]


def test_dossiers_that_a_calendar_counts_otherwise_are_listed_by_code(
    page: LawPage, place: Place, write: WriteFile
) -> None:
    """None is moved; whose it is does not stand there."""
    received = place.receive("Nguyễn Thị Mẫu", procedure=STATUS)
    before = place.desk.store.dossier(received.dossier)
    look_at(place, page, write("2026.toml", next_thursday_off()), CALENDAR)
    assert ["Changed", "26/11/2026", "", "worked", "off: Ngày mới"] in cells(page)
    [moved] = [row for row in cells(page) if row[0] == "Date differs"]
    assert moved[1:3] == [received.code, "Cấp Giấy xác nhận tình trạng hôn nhân"]
    assert (moved[3], moved[4]) == ("17:00 27/11/2026", "17:00 30/11/2026")
    assert "Nguyễn Thị Mẫu" not in visible_texts(page)
    press(Key.Key_F8)
    place.settle()
    assert page.message() == "2026.toml was taken into the law"
    after = place.desk.store.dossier(received.dossier)
    assert before is not None
    assert after is not None
    assert after.due == before.due
    again = place.workplace.desk.calendar.is_working(from_iso("2026-11-26T09:00").date())
    assert again is False


def test_the_councils_amounts_are_shown_as_money(
    page: LawPage, place: Place, write: WriteFile
) -> None:
    """Key, day, amount; the fact about fees says it afterwards."""
    look_at(place, page, write("muc-thu.toml", RATE), FEES)
    assert cells(page)[0] == ["New", f"{FEE_KEY} · 01/01/2026", "NQ mẫu", "", "15.000 đ"]
    press(Key.Key_F8)
    place.settle()
    assert "1 amounts, the newest from 01/01/2026" in page.overview.facts()["Fees of the council"]
    assert FEE_KEY not in page.overview.charges_without_amount()


def test_what_is_in_force_already_is_no_difference(
    page: LawPage, place: Place, write: WriteFile
) -> None:
    """Nothing can be applied, nothing is written."""
    same = (RESOURCES / "calendar/2026.toml").read_bytes()
    look_at(place, page, write("2026.toml", same), CALENDAR)
    assert "nothing changes" in page.bring.difference.summary()
    assert "No difference" in visible_texts(page)
    assert not page.bring.apply.isVisible()
    press(Key.Key_F8)
    place.settle()
    assert law_files(place) == []


def test_the_entry_and_the_field_of_a_fault_are_named(
    page: LawPage, place: Place, write: WriteFile
) -> None:
    """An administrator finds the line in the file."""
    look_at(place, page, write("fees.toml", RATE.replace("15000", "-1")), FEES)
    assert "rate[0].amount" in page.bring.notices.text()


@pytest.fixture
def shown(page: LawPage, place: Place) -> tuple[LawPage, Place]:
    """Both at once."""
    return page, place


@pytest.mark.parametrize(
    ("kind", "name", "data"),
    [
        (CALENDAR, "2027.toml", "year = 2027"),
        (FEES, "fees.toml", "[[rate]]\nkey = 'không'"),
        (UNITS, "x.json", "{}"),
        (PROCEDURES, "x.csv", "rác"),
    ],
)
def test_a_malformed_file_is_told_on_the_page(
    shown: tuple[LawPage, Place], tmp_path: Path, kind: str, name: str, data: str
) -> None:
    """Where it is seen; nothing can be applied, the form stays."""
    page, place = shown
    path = tmp_path / name
    path.write_text(data, "utf-8")
    look_at(place, page, path, kind)
    form = page.bring.form
    assert page.bring.notices.text() or form.file.message()
    assert not page.bring.apply.isVisible()
    assert form.file.text() == str(path)


def test_a_file_that_is_not_there_is_told_at_its_field(
    page: LawPage, place: Place, tmp_path: Path
) -> None:
    """The keys go there."""
    look_at(place, page, tmp_path / "không-có.json", CALENDAR)
    form = page.bring.form
    assert form.file.has_error()
    assert focused() is form.file.editor


def test_what_is_missing_is_asked_for(page: LawPage, place: Place, write: WriteFile) -> None:
    """File, what is in it, the format of a JSON file, a day that is one."""
    press(Key.Key_N, CTRL)
    form = page.bring.form
    press(Key.Key_Return)
    assert form.file.has_error()
    form.file.set_text(str(write("tthc.json", answer(laythutuc()))))
    press(Key.Key_Return)
    assert form.kind.has_error()
    form.kind.set_value(PROCEDURES)
    form.kind.chosen.emit(PROCEDURES)
    press(Key.Key_Return)
    place.settle()
    assert form.format.has_error()
    form.valid_from.editor.setText("45/13/2026")
    form.file.setFocus()
    press(Key.Key_Return)
    assert form.valid_from.has_error()


def test_another_file_takes_the_shown_difference_away(
    page: LawPage, place: Place, write: WriteFile
) -> None:
    """What is applied is what was seen."""
    look_at(place, page, write("2026.toml", next_thursday_off()), CALENDAR)
    assert page.bring.apply.isVisible()
    page.bring.form.file.setFocus()
    type_text("x")
    assert not page.bring.apply.isVisible()
    press(Key.Key_F8)
    place.settle()
    assert law_files(place) == []


def test_law_that_changed_meanwhile_is_compared_again(
    page: LawPage, place: Place, write: WriteFile
) -> None:
    """Somebody writes a file by hand between looking and applying: nothing is written."""
    look_at(place, page, write("2026.toml", next_thursday_off()), CALENDAR)
    folder = place.desk.store.directory / "law" / "calendar"
    folder.mkdir(parents=True)
    other = (RESOURCES / "calendar/2027.toml").read_text("utf-8")
    (folder / "2027.toml").write_text(f"{other}\n# tay\n", "utf-8")
    press(Key.Key_F8)
    place.settle()
    assert page.bring.notices.text()
    assert not page.bring.apply.isVisible()
    assert law_files(place) == ["calendar/2027.toml"]
    press(Key.Key_Return)
    place.settle()
    assert page.bring.apply.isVisible()


def test_esc_leaves_and_nothing_is_written(page: LawPage, place: Place, write: WriteFile) -> None:
    """The next import begins empty."""
    look_at(place, page, write("2026.toml", next_thursday_off()), CALENDAR)
    press(Key.Key_Escape)
    assert page.overview.isVisible()
    assert law_files(place) == []
    press(Key.Key_N, CTRL)
    assert page.bring.form.file.text() == ""
    assert not page.bring.apply.isVisible()


def test_files_written_by_hand_are_told_and_can_count_at_once(page: LawPage, place: Place) -> None:
    """The desk works on by the law before until then."""
    assert not page.overview.newer.isVisible()
    folder = place.desk.store.directory / "law" / "calendar"
    folder.mkdir(parents=True)
    (folder / "2026.toml").write_text(next_thursday_off(), "utf-8")
    day = from_iso("2026-11-26T09:00").date()
    page.activated()
    place.settle()
    assert page.overview.newer.isVisible()
    assert place.workplace.desk.calendar.is_working(day)
    page.overview.newer.acted.emit()
    place.settle()
    assert not page.overview.newer.isVisible()
    assert not place.workplace.desk.calendar.is_working(day)


def test_a_file_that_was_broken_by_hand_is_named(page: LawPage, place: Place) -> None:
    """The desk works on by what it has."""
    folder = place.desk.store.directory / "law" / "catalogue"
    folder.mkdir(parents=True)
    (folder / "tay.toml").write_text('[[procedure]]\ncode = "x"', "utf-8")
    page.activated()
    place.settle()
    assert "tay.toml" in page.message()
    assert "procedure[0].code" in page.message()
    assert place.workplace.desk.catalogue.find("khai sinh", place.clock.now().date())
    (folder / "tay.toml").unlink()
    page.activated()
    place.settle()
    assert page.message() == ""


def test_the_next_administrator_begins_with_what_is_in_force(
    page: LawPage, place: Place, write: WriteFile
) -> None:
    """What one has looked at is not applied by another."""
    look_at(place, page, write("2026.toml", next_thursday_off()), CALENDAR)
    place.sign_in(Role.ADMINISTRATOR, name="Lê Văn C")
    place.settle()
    assert page.overview.isVisible()
    press(Key.Key_F8)
    place.settle()
    assert law_files(place) == []
