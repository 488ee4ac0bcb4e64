"""A batch: valid rows become dossiers, wrong ones say which field and why."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.accounts.roles import ALL_ROLES
from app.clock.time import FixedClock
from app.errors import InvalidInput, Refusal
from app.keys.key_file import KeyFile
from app.reception.batch import intake_of
from app.reception.batch_file import MAX_ROWS, Batch, read_batch
from app.reception.desk import Desk
from app.reception.register import Intake
from app.spreadsheet.first_sheet import NoValue
from app.store.store import create_store
from tests.desks import COMMUNE, MORNING, POLICE, calendar, catalogue, open_desk

CARD = "001090000001|012345678|Nguyễn Văn A|01011990|Nam|Số 1 Tràng Thi, Hà Nội|15042021"
ROW: dict[str, Any] = {"procedure": "2.000815", "card": CARD, "received": "2026-11-23T08:20"}


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        yield desk


def intake(desk: Desk, **changes: Any) -> Intake:
    """The intake of the sample row with ``changes``; None removes a field."""
    row = {name: value for name, value in {**ROW, **changes}.items() if value is not None}
    return intake_of(row, 1, Batch("file", {1: row}), desk)


def spreadsheet(*lines: list[Any]) -> bytes:
    """An .xlsx file with these lines."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_card_fills_the_person(desk: Desk) -> None:
    """Two scans and a dozen keys: nothing of the card is typed."""
    person = intake(desk).application.submitter
    assert person.name == "Nguyễn Văn A"
    assert person.id_number == "001090000001"
    assert person.birth == "1990-01-01"
    assert person.sex == "Nam"


ZONE = (
    "IDVNM1900000015001190000001<<6\n9002018F3102019VNM<<<<<<<<<<<6\nTRUONG<<THI<NGOC<Y<<<<<<<<<<<<"
)
PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
)
INSURANCE = (
    "DN4380123456789|4cc3aa205468e1bb8b204b68c3b36d|09/09/1985|2|5468c3b46e2031|38 - 001|"
    "01/01/2026|-|x$"
)


def test_other_papers_fill_the_person_too(desk: Desk) -> None:
    """The lines of a card or a passport, and a health insurance card, which has no number."""
    zone = intake(desk, card=ZONE, name="Trương Thị Ngọc Ý").application.submitter
    assert (zone.name, zone.id_number) == ("Trương Thị Ngọc Ý", "001190000001")
    assert (zone.birth, zone.sex) == ("1990-02-01", "Nữ")
    foreign = intake(desk, card=PASSPORT).application.submitter
    assert (foreign.name, foreign.id_number) == ("ERIKSSON ANNA MARIA", "L898902C3")
    insured = intake(desk, card=INSURANCE, id_number="038185000003")
    person = insured.application.submitter
    assert (person.name, person.id_number, person.sex) == ("Lê Thị Khóm", "038185000003", "Nữ")


def test_a_name_without_its_marks_goes_on_no_paper(desk: Desk) -> None:
    """A machine-readable zone of Vietnam: the row says the name, or is refused."""
    with pytest.raises(InvalidInput) as caught:
        intake(desk, card=ZONE)
    assert (caught.value.code, caught.value.field) == ("name_without_marks", "name")


def test_what_is_typed_wins_over_the_card(desk: Desk) -> None:
    """An officer corrects what the card says wrongly."""
    assert intake(desk, address="Số 2").application.submitter.address == "Số 2"


def test_the_required_components_come_from_the_catalogue(desk: Desk) -> None:
    """Without a list every required component is there once."""
    wanted = desk.catalogue.procedure("2.000815", datetime(2026, 11, 23).date())  # noqa: DTZ001 - a day
    given = {one.component for one in intake(desk).application.components}
    assert given == {component.id for component in wanted.components if component.required}


def test_the_resolving_agency_comes_from_the_catalogues_kind(desk: Desk) -> None:
    """The code belongs to the agency competent to resolve (NĐ 118/2025 Đ.28)."""
    assert intake(desk).application.resolver == COMMUNE
    residence = intake(desk, procedure="1.010041", paper_exception="Ngoại lệ")
    assert residence.application.resolver == POLICE
    assert intake(desk, resolver="H26.108").application.resolver == "H26.108"


def test_a_ref_names_the_row_and_without_one_file_and_row_do(desk: Desk) -> None:
    """The same row read twice is one dossier, also from another file when it has a ref."""
    assert intake(desk, ref="s1").origin == "batch:s1"
    assert intake(desk).origin == "batch:file:1"


def test_dates_and_flags_are_read_as_people_write_them(desk: Desk) -> None:
    """A birth day of a spreadsheet is no time; Nam and nữ, true and TRUE are understood."""
    row = {"birth": datetime(1990, 11, 24), "sex": "NỮ", "organisation": "TRUE"}  # noqa: DTZ001 - as a cell has it
    person = intake(desk, **row).application.submitter
    assert (person.birth, person.sex, person.organisation) == ("1990-11-24", "Nữ", True)
    assert intake(desk, birth="24/11/1990").application.submitter.birth == "1990-11-24"


def test_owner_and_authoriser_are_persons_of_their_own(desk: Desk) -> None:
    """Mẫu 01 asks for the authoriser's data too."""
    application = intake(
        desk,
        owner={"name": "Trần Thị B", "id_number": "079304000002"},
        authoriser={"card": CARD},
        authorisation="Giấy ủy quyền",
    ).application
    assert application.owner is not None
    assert application.owner.name == "Trần Thị B"
    assert application.authorisation is not None
    assert application.authorisation.person.name == "Nguyễn Văn A"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"procedure": None}, "missing", "procedure"),
        ({"procedure": ["2.000815"]}, "bad_text", "procedure"),
        ({"received": "sáng nay"}, "bad_time", "received"),
        ({"ref": "x" * 101}, "too_long", "ref"),
        ({"sets": "hai"}, "bad_number", "sets"),
        ({"pages": -1}, "bad_number", "pages"),
        ({"pages": 1.5}, "bad_number", "pages"),
        ({"copies": "٣"}, "bad_number", "copies"),
        ({"channel": "fax"}, "bad_choice", "channel"),
        ({"organisation": "có"}, "bad_flag", "organisation"),
        ({"id_number": 1090000001}, "number_cell", "id_number"),
        ({"phone": 900000001}, "number_cell", "phone"),
        ({"colour": "red"}, "unknown_field", "colour"),
        ({"owner": {"nmae": "A"}}, "unknown_field", "owner.nmae"),
        (
            {"components": [{"component": "original", "orginals": 2}]},
            "unknown_field",
            "components.orginals",
        ),
        ({"copies": NoValue.NOT_COMPUTED}, "not_computed", "copies"),
        ({"ref": "a\u202eb"}, "control_character", "ref"),
        ({"sets": True}, "bad_number", "sets"),
        ({"birth": "hôm qua"}, "bad_date", "birth"),
        ({"sex": "male"}, "bad_choice", "sex"),
        ({"authorisation": "Giấy ủy quyền"}, "missing", "authoriser"),
        ({"": 3}, "not_a_row", "row"),
        ({"components": "tất cả"}, "bad_components", "components"),
        ({"components": ["a"]}, "bad_components", "components"),
        ({"components": [{"component": "x"}]}, "unknown_component", "components"),
        ({"name": "\ud800"}, "bad_text", "name"),
        ({"card": "x" * 200_000}, None, "card"),
        ({"owner": {"card": "|||"}}, None, "owner.card"),
    ],
)
def test_a_wrong_row_names_its_field(
    desk: Desk, changes: dict[str, Any], code: str | None, field: str
) -> None:
    """Every field: a clear error that says which and why."""
    with pytest.raises(InvalidInput) as caught:
        intake(desk, **changes)
    assert caught.value.field == field
    assert code is None or caught.value.code == code


def test_a_kind_of_agency_that_this_desk_has_not_been_told_is_refused(tmp_path: Path) -> None:
    """No code is ever made up for an agency; the commune itself is always known."""
    with open_desk(tmp_path / "other", resolvers={}) as desk:
        assert intake(desk).application.resolver == COMMUNE
        with pytest.raises(InvalidInput) as caught:
            intake(desk, procedure="1.010041", paper_exception="Ngoại lệ")
    assert (caught.value.code, caught.value.field) == ("no_resolver", "resolver")


def test_json_is_a_list_or_an_object_with_rows() -> None:
    """Both forms that scripts write."""
    assert len(read_batch(b"[{}, {}]").rows) == 2
    assert len(read_batch(json.dumps({"rows": [ROW]}).encode()).rows) == 1
    assert read_batch(b"[3]").rows[1] == {"": 3}


def test_a_spreadsheet_has_the_fields_as_heads(desk: Desk) -> None:
    """Rows without anything in them are passed over; dates of cells are times."""
    data = spreadsheet(
        ["procedure", "card", "received", "copies", None],
        ["2.000815", CARD, datetime(2026, 11, 23, 8, 20), 3.0, None],  # noqa: DTZ001 - as a cell has it
        [None, None, None, None, None],
    )
    batch = read_batch(data)
    assert len(batch.rows) == 1
    application = intake_of(batch.rows[1], 1, batch, desk).application
    assert application.copies == 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreadable"),
        (b"\xff\xfe", "unreadable"),
        (b"{}", "unreadable"),
        (b"[" * 100_000, "unreadable"),
        (b"<html>", "unreadable"),
        (b"PK\x03\x04 cut off", "unreadable"),
        (spreadsheet(["họ tên", "số"]), "wrong_columns"),
        (spreadsheet(["card"]), "wrong_columns"),
        (spreadsheet(), "wrong_columns"),
        (json.dumps([{}] * (MAX_ROWS + 1)).encode(), "too_many_rows"),
    ],
)
def test_a_file_that_is_no_batch_says_so(data: bytes, code: str) -> None:
    """A readable file gives rows; anything else one clear error and nothing written."""
    with pytest.raises(InvalidInput) as caught:
        read_batch(data)
    assert (caught.value.code, caught.value.field) == (code, "file")


def test_a_spreadsheet_that_unpacks_to_gigabytes_is_refused() -> None:
    """A zip bomb costs nothing but its error."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"xl/{number}.xml", bytes(100 * 1024 * 1024))
    with pytest.raises(InvalidInput) as caught:
        read_batch(out.getvalue())
    assert caught.value.code == "too_large"


def test_a_zip_that_is_no_spreadsheet_is_unreadable() -> None:
    """Any zip file begins like a spreadsheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(InvalidInput) as caught:
        read_batch(out.getvalue())
    assert caught.value.code == "unreadable"


def test_a_desk_that_is_not_enrolled_receives_nothing(tmp_path: Path) -> None:
    """Without an agency there is no series and no chain."""

    clock = FixedClock(MORNING)
    with create_store(
        tmp_path / "new", KeyFile(tmp_path / "key"), clock=clock, machine="m"
    ) as store:
        desk = Desk(
            store=store,
            catalogue=catalogue(),
            calendar=calendar(),
            clock=clock,
            officer="A",
            unlock="",
            roles=ALL_ROLES,
        )
        with pytest.raises(Refusal) as caught:
            intake(desk)
    assert caught.value.code == "not_enrolled"
