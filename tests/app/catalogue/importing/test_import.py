"""From a document to the administrator's layer: kept, shown, confirmed, written whole or not."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.catalogue import Catalogue, load_catalogue
from app.catalogue.importing.catalogue_text import file_text
from app.catalogue.importing.difference import difference
from app.catalogue.importing.entries import Entries, entries_of
from app.catalogue.importing.laythutuc import read_laythutuc
from app.catalogue.layers import Abolition, FieldFile
from app.clock.time import VIETNAM
from app.dated_data.toml_table import read_table
from app.deadlines.rule import DeadlineRule, Unit
from app.dossier.application import Treatment
from app.fees.rules import ByChannel, PerPageCapped
from tests.app.catalogue.importing.documents import answer, laythutuc

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=VIETNAM)
HEADS = ("Mã thủ tục", "Tên thủ tục", "Thời hạn")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def entries(document: bytes, catalogue: Catalogue) -> Entries:
    return entries_of(read_laythutuc(document), catalogue, TODAY)


def about(catalogue: Catalogue, code: str, **changes: Any) -> bytes:
    """LayThuTuc's answer about a procedure of the catalogue, without what ``changes`` leave out."""
    name = catalogue.procedure(code, TODAY).name
    empty: dict[str, Any] = {
        "LINHVUCTHUCHIEN": [], "CACHTHUCTHUCHIEN": [], "THANHPHANHOSO": [],
        "KETQUATHUCHIEN": [], "CANCUPHAPLY": [],
    }  # fmt: skip
    return answer(laythutuc(**{"MATTHC": code, "TENTTHC": name, **empty, **changes}))


def test_a_procedure_that_is_new_says_what_nobody_checked(catalogue: Catalogue) -> None:
    """It can be taken in at once, and its ``unsure`` goes to the administrator."""
    [made] = entries(answer(laythutuc()), catalogue).procedures
    assert made.resolver_kind == "commune"
    assert made.deadline == DeadlineRule(Unit.WORKING_DAY, 3)
    assert [case.name for case in made.deadline_cases] == ["phải xác minh"]
    assert made.fees[0].charge == ByChannel(direct=30000, online=15000)
    assert [component.treatment for component in made.components] == [
        Treatment.SUBMIT,
        Treatment.SHOW,
    ]
    assert made.confidence == "L"
    assert "chưa đối chiếu" in made.unsure


def test_what_the_document_does_not_say_is_kept_and_told(catalogue: Catalogue) -> None:
    """Fees by the page, looked-up papers and cut-offs are in no export."""
    document = about(
        catalogue,
        "2.000815",
        TENTTHC="Chứng thực bản sao (tên mới)",
        CACHTHUCTHUCHIEN=[
            {"KENH": 1, "THOIGIAN": [
                {"THOIGIANGIAIQUYET": "Ngay trong ngày", "PHILEPHI": [{"SOTIEN": "2000"}]},
            ]},
        ],
    )  # fmt: skip
    found = entries(document, catalogue)
    [made] = found.procedures
    base = catalogue.procedure("2.000815", TODAY)
    assert made.name == "Chứng thực bản sao (tên mới)"
    assert isinstance(made.fees[0].charge, PerPageCapped)
    assert (made.components, made.deadline) == (base.components, base.deadline)
    assert any("2000" in note.text for note in found.kept)


def test_looked_up_papers_stay_although_no_export_has_them(catalogue: Catalogue) -> None:
    """NQ 66.7/2025: what the desk looks up is not handed in."""
    document = about(
        catalogue,
        "1.004873",
        THANHPHANHOSO=[{"GIAYTO": [{"TENGIAYTO": "Giấy mới"}]}],
    )
    [made] = entries(document, catalogue).procedures
    treatments = [component.treatment for component in made.components]
    assert made.components[0].name == "Giấy mới"
    assert treatments[0] is Treatment.SUBMIT
    assert set(treatments[1:]) == {Treatment.LOOK_UP}


def test_what_is_as_it_was_is_no_change(catalogue: Catalogue) -> None:
    """An import every night writes nothing as long as the law stands still."""
    found = entries(about(catalogue, "2.000815"), catalogue)
    assert (found.procedures, found.abolished) == ((), ())
    assert difference(found, catalogue, TODAY) == []


def test_the_difference_names_old_and_new(catalogue: Catalogue) -> None:
    """Field by field, in words."""
    document = about(
        catalogue,
        "1.004873",
        CACHTHUCTHUCHIEN=[
            {"KENH": 1, "THOIGIAN": [{"THOIGIANGIAIQUYET": 2, "DONVITINH": "ngày làm việc"}]},
        ],
    )
    [change] = difference(entries(document, catalogue), catalogue, TODAY)
    assert change.change == "changed"
    assert [(one.field, one.old, one.new) for one in change.fields] == [
        ("deadline", "3 ngày làm việc", "2 ngày làm việc")
    ]


def test_the_whole_catalogue_survives_being_written(catalogue: Catalogue) -> None:
    """What we write we read: every field of every version."""
    text = file_text(["đầu tệp"], catalogue.procedures, [])
    read = read_table(Path("x.toml"), text.encode(), FieldFile)
    assert read.procedure == catalogue.procedures


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_text_survives_being_written(text: str) -> None:
    """Quotes, backslashes, controls, DEL, letters of every script."""
    gone = Abolition("1.990001", TODAY, text)
    read = read_table(Path("x.toml"), file_text([], [], [gone]).encode(), FieldFile)
    assert read.abolished == [gone]
