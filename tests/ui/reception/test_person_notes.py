"""What stands quietly under address and phone. All persons are fictitious."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.drafts.draft import Draft, PersonDraft
from tests.desks import DAY, MORNING, OFFICER
from tests.ui.reception.counter import CARD, Counter, K, application
from ui.reception.commune_of_today import CommuneOfToday, commune_of_today

WHOLE = "Tổ 2, thị trấn Vôi, Lạng Giang, Bắc Giang"
"""Its old commune went whole into one of today."""
DIVIDED = "Số 1 Tràng Thi, Phường Hàng Trống, Quận Hoàn Kiếm, Hà Nội"
OF_TODAY = "Số 1, Phường Hoàn Kiếm, TP. Hà Nội"


def type_into(counter: Counter, path: str, text: str) -> None:
    """Typed, and left by Enter."""
    counter.page.form.focus_field(path)
    counter.press(K.Key_End)
    while counter.text(path):
        counter.press(K.Key_Backspace)
    counter.enter_data(text)
    counter.press(K.Key_Return)


def message(counter: Counter, path: str) -> str:
    """What stands under a field."""
    return counter.page.form.fields()[path].message()


def submitter(counter: Counter) -> PersonDraft:
    """The submitter as typed."""
    return counter.page.flow.keeper.draft.submitter


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("01627114031", "Now 0327 114 031"),
        ("0438251234", "Now 024 3825 1234"),
        ("912345678", "Read as 0912 345 678"),
        ("02438251234", "A landline"),
        ("19001234", "A service number"),
        ("+12025550123", "A number abroad"),
        ("0912345", "Ask again"),
        ("0912345678", ""),
    ],
)
def test_a_phone_number_is_told_of_when_it_is_left(counter: Counter, typed: str, told: str) -> None:
    """Old prefixes with the number of today, landlines; nothing stops anybody."""
    counter.scan(CARD)
    type_into(counter, "submitter.phone", typed)
    field = counter.page.form.fields()["submitter.phone"]
    assert message(counter, "submitter.phone") == told
    assert not field.has_error()


def test_half_a_number_is_not_judged_while_it_is_typed(counter: Counter) -> None:
    """However long the officer waits for the citizen's next digit."""
    counter.scan(CARD)
    counter.page.form.focus_field("submitter.phone")
    counter.enter_data("0912")
    counter.page.notes.look()
    assert message(counter, "submitter.phone") == ""
    counter.enter_data("345678")
    counter.press(K.Key_Return)
    assert message(counter, "submitter.phone") == ""


def test_an_address_names_its_commune_of_today(counter: Counter) -> None:
    """Told, and kept beside the address, which stays as it was typed (docs/adr/0018)."""
    counter.scan(CARD)
    type_into(counter, "submitter.address", WHOLE)
    counter.settle()
    assert message(counter, "submitter.address") == "Now: Phường Lạng Giang, Thành phố Bắc Ninh"
    code = submitter(counter).ward
    assert len(code) == 5
    assert submitter(counter).address == WHOLE
    counter.page.form.focus_field("procedure")
    counter.type("xac nh")
    counter.press(K.Key_Return)
    person = application(counter.receive()).submitter
    assert (person.address, person.ward) == (WHOLE, code)


def test_it_is_called_what_it_is_called_on_the_day(tmp_path: Path) -> None:
    """A commune and a province before they became a ward and a city (39/2026/QH16)."""
    before = commune_of_today(WHOLE, "", date(2026, 1, 5), tmp_path)
    assert before.name == "Xã Lạng Giang, Tỉnh Bắc Ninh"
    written = f"Tổ 2, {before.name}"
    assert commune_of_today(written, "", date(2026, 1, 5), tmp_path).name == ""
    assert commune_of_today(written, "", DAY, tmp_path) == CommuneOfToday(
        before.code, "Phường Lạng Giang, Thành phố Bắc Ninh"
    )


def test_tables_that_cannot_be_read_stop_nobody(tmp_path: Path) -> None:
    """What stands beside the address stays; ``law check`` says what is wrong."""
    units = tmp_path / "law" / "units"
    units.mkdir(parents=True)
    (units / "communes_2025.csv").write_text("code,name\n1\n", encoding="utf-8")
    assert commune_of_today(WHOLE, "00001", DAY, tmp_path) == CommuneOfToday("00001")


def test_it_is_told_after_a_pause_of_typing(counter: Counter) -> None:
    """The field need not be left."""
    counter.scan(CARD)
    counter.page.form.focus_field("submitter.address")
    counter.press(K.Key_A, Qt.KeyboardModifier.ControlModifier)
    counter.enter_data(WHOLE)
    counter.qtbot.waitUntil(lambda: "Lạng Giang" in message(counter, "submitter.address"))
    assert counter.focus() == "submitter.address"


def test_a_divided_commune_is_not_chosen(counter: Counter) -> None:
    """Candidates are no certainty."""
    counter.scan(CARD)
    type_into(counter, "submitter.address", DIVIDED)
    counter.settle()
    assert message(counter, "submitter.address") == ""
    assert submitter(counter).ward == ""


def test_an_address_of_today_needs_no_note(counter: Counter) -> None:
    """The code is kept; there is nothing new to say."""
    counter.scan(CARD)
    type_into(counter, "submitter.address", OF_TODAY)
    counter.settle()
    assert message(counter, "submitter.address") == ""
    assert len(submitter(counter).ward) == 5


def test_another_address_takes_the_commune_along(counter: Counter) -> None:
    """With the first key: a wrong commune is worse than none."""
    counter.scan(CARD)
    type_into(counter, "submitter.address", WHOLE)
    counter.settle()
    counter.page.form.focus_field("submitter.address")
    counter.press(K.Key_End)
    counter.enter_data("x")
    assert submitter(counter).ward == ""
    assert message(counter, "submitter.address") == ""


def test_other_fields_leave_the_commune(counter: Counter) -> None:
    """It belongs to the address alone."""
    counter.scan(CARD)
    type_into(counter, "submitter.address", WHOLE)
    counter.settle()
    code = submitter(counter).ward
    type_into(counter, "submitter.phone", "0900000001")
    assert submitter(counter).ward == code != ""


def test_a_draft_that_is_opened_tells_the_same(counter: Counter) -> None:
    """Also what was typed yesterday, by somebody else."""
    draft = Draft(
        id="other",
        begun_at=MORNING.isoformat(),
        officer=OFFICER,
        submitter=PersonDraft(name="Lê Thị Mỹ", address=WHOLE, phone="01627114031"),
    )
    counter.desk.store.drafts.save(draft, draft.begun_at)
    counter.page.open_draft(draft.id)
    counter.qtbot.waitUntil(lambda: "Lạng Giang" in message(counter, "submitter.address"))
    assert message(counter, "submitter.phone") == "Now 0327 114 031"
    counter.page.begin_new()
    counter.settle()
    assert message(counter, "submitter.address") == message(counter, "submitter.phone") == ""
