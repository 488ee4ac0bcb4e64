"""LayThuTuc, OpenCPS and spreadsheets: what is read, what is noted, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from app.catalogue.importing.imported import ImportedProcedure, Money, NamedLimit, Paper
from app.catalogue.importing.laythutuc import read_laythutuc
from app.catalogue.importing.opencps import read_opencps
from app.catalogue.importing.sheet import read_sheet
from app.catalogue.procedure import ResultType
from app.deadlines.rule import DeadlineRule, Unit
from app.errors import InvalidInput
from tests.app.catalogue.importing.documents import answer, json_bytes, laythutuc, workbook

THREE_DAYS = DeadlineRule(Unit.WORKING_DAY, 3)
HEADS = ("STT", "Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Thời hạn giải quyết", "Phí, lệ phí")


def test_a_procedure_of_the_national_portal() -> None:
    """Every part of the answer lands in its field; further limits are cases by their name."""
    [read] = read_laythutuc(answer(laythutuc())).procedures
    assert read == ImportedProcedure(
        place="file[0].result[0]",
        code="1.990001",
        name="Cấp giấy phép bán rong hoa sữa",
        field="Thương mại",
        agency="Ủy ban nhân dân cấp xã",
        deadline=THREE_DAYS,
        limits=(NamedLimit("phải xác minh", DeadlineRule(Unit.WORKING_DAY, 5)),),
        papers=(Paper("Đơn đề nghị"), Paper("Căn cước (xuất trình)")),
        charges=(Money("Lệ phí cấp", 30000), Money("Lệ phí cấp", 15000, online=True)),
        results=(ResultType("Giấy phép", "KQ.1"),),
        legal_basis=("01/2020/NĐ-CP",),
    )


@pytest.mark.parametrize("code", [0, "0", "00", ""])
def test_success_is_written_in_several_ways(code: Any) -> None:
    """error_code is a number or a text of zeros."""
    assert len(read_laythutuc(answer(laythutuc(), error_code=code)).procedures) == 1


@pytest.mark.parametrize(
    "document",
    [
        json_bytes(laythutuc()),
        json_bytes([laythutuc()]),
        b"\xef\xbb\xbf" + json_bytes([laythutuc()]),
        json_bytes({key.lower() + " ": value for key, value in laythutuc().items()}),
    ],
)
def test_bare_procedures_and_odd_keys_are_read(document: bytes) -> None:
    """A list, one object, a byte order mark, small keys with trailing blanks."""
    [read] = read_laythutuc(document).procedures
    assert (read.code, read.deadline) == ("1.990001", THREE_DAYS)


def test_what_is_not_active_is_abolished() -> None:
    """TRANGTHAI 1 is in force."""
    [gone] = read_laythutuc(answer(laythutuc(TRANGTHAI="0"))).procedures
    assert gone.abolished


def test_a_local_code_is_the_national_one() -> None:
    """1.990001.000.00.00.H26 is 1.990001."""
    [read] = read_laythutuc(answer(laythutuc(MATTHC="1.990001.000.00.00.H26"))).procedures
    assert read.code == "1.990001"


def test_an_unreadable_limit_is_a_note() -> None:
    """It is never guessed."""
    way = {"KENH": "1", "THOIGIAN": [{"THOIGIANGIAIQUYET": "theo kế hoạch", "DONVITINH": ""}]}
    imported = read_laythutuc(answer(laythutuc(CACHTHUCTHUCHIEN=[way])))
    assert imported.procedures[0].deadline is None
    assert [note.code for note in imported.notes] == ["1.990001"]
    assert "theo kế hoạch" in imported.notes[0].text


def test_opencps_with_the_parts_of_a_template() -> None:
    """Keys with trailing blanks; part type 2 is a result, 1 is handed in."""
    service = {
        "serviceCode ": "1.990001.H26",
        "serviceName": "Cấp giấy phép bán rong hoa sữa",
        "domainName": "Thương mại",
        "administrationName": "Sở Công Thương",
        "maxLevel": 4,
        "durationText": "03 ngày làm việc",
        "feeText": "Theo quy định",
    }
    parts = [
        {"partNo": "TP01", "partName ": "Đơn đề nghị", "partType": 1, "required": True},
        {"partNo": "TP02", "partName": "Ảnh", "partType": "1", "required": "false"},
        {"partNo": "KQ01", "partName": "Giấy phép", "partType": 2},
        {"partNo": "BS01", "partName": "Giấy bổ sung", "partType": 3},
    ]
    imported = read_opencps(
        json_bytes({"total": 1, "data": [service]}), json_bytes({"dossierPartModel": parts})
    )
    [read] = imported.procedures
    assert (read.code, read.level, read.deadline) == ("1.990001", "full", THREE_DAYS)
    assert read.papers == (Paper("Đơn đề nghị", required=True), Paper("Ảnh", required=False))
    assert read.results == (ResultType("Giấy phép"),)
    assert "Theo quy định" in imported.notes[0].text


def test_parts_of_several_procedures_come_by_code() -> None:
    """{serviceCode: parts}."""
    services = [{"serviceCode": f"1.99000{n}", "serviceName": f"Thủ tục {n}"} for n in (1, 2)]
    parts = {"1.990002": {"data": [{"partName": "Đơn", "partType": 1}]}}
    first, second = read_opencps(json_bytes(services), json_bytes(parts)).procedures
    assert (first.papers, second.papers) == ((), (Paper("Đơn"),))


def test_a_list_of_parts_does_not_fit_several_procedures() -> None:
    """Whose they are is not guessed."""
    services = [{"serviceCode": f"1.99000{n}", "serviceName": f"Thủ tục {n}"} for n in (1, 2)]
    with pytest.raises(InvalidInput) as error:
        read_opencps(json_bytes(services), json_bytes([{"partName": "Đơn"}]))
    assert error.value.field == "parts"


def test_a_spreadsheet_with_titles_above_and_lists_in_cells() -> None:
    """The head is the first line that names code and name; unknown columns are told."""
    data = workbook(
        ["DANH MỤC THỦ TỤC HÀNH CHÍNH"],
        [],
        [*HEADS, "Thành phần hồ sơ", "Mức độ", "Ghi chú của tôi"],
        [1, "1.990001", "Bán rong", "Thương mại", "3 ngày làm việc", "30.000",
         "- Đơn\n- Ảnh; Căn cước", "Toàn trình", "x"],
        [],
        [2, "1.990002", "Bán  buôn", "Thương mại", "", "Không", "", "Một phần", None],
    )  # fmt: skip
    imported = read_sheet(data)
    first, second = imported.procedures
    assert (first.deadline, first.level) == (THREE_DAYS, "full")
    assert first.charges == (Money("Phí, lệ phí", 30000),)
    assert first.papers == (Paper("Đơn"), Paper("Ảnh"), Paper("Căn cước"))
    assert (second.name, second.level, second.charges) == (
        "Bán buôn", "partial", (Money("Phí, lệ phí", 0),),
    )  # fmt: skip
    assert any("Ghi chú của tôi" in note.text for note in imported.notes)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_of_any_delimiter(delimiter: str) -> None:
    """Excel writes semicolons where the comma is the decimal sign."""
    text = f"Mã TTHC{delimiter}Tên TTHC\r\n2.000815{delimiter}Chứng thực bản sao\r\n"
    for data in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16")):
        assert read_sheet(data).procedures[0].code == "2.000815"


@pytest.mark.parametrize(
    ("read", "document", "place"),
    [
        (read_laythutuc, b"", "file"),
        (read_laythutuc, b"not JSON", "file"),
        (read_laythutuc, b"\xff\xfe\x00", "file"),
        (read_laythutuc, b"[" * 100_000, "file"),
        (read_laythutuc, b"[]", "file"),
        (read_laythutuc, b"[1]", "file[0]"),
        (read_laythutuc, answer(), "file"),
        (read_laythutuc, answer(laythutuc(), error_code="99"), "file[0]"),
        (read_laythutuc, answer(laythutuc(MATTHC="Đăng ký")), "file[0].result[0].MATTHC"),
        (read_laythutuc, answer(laythutuc(MATTHC=2.00072)), "file[0].result[0].MATTHC"),
        (read_laythutuc, answer(laythutuc(TENTTHC=" ")), "file[0].result[0].TENTTHC"),
        (read_laythutuc, answer(laythutuc(TENTTHC=["x"])), "file[0].result[0].TENTTHC"),
        (read_laythutuc, answer(laythutuc(TENTTHC="x" * 200_000)), "file[0].result[0].TENTTHC"),
        (read_laythutuc, answer(laythutuc(), laythutuc()), "file[0].result[1]"),
        (read_laythutuc, answer(laythutuc(THANHPHANHOSO="x")), "file[0].result[0].THANHPHANHOSO"),
        (read_opencps, b"{}", "file"),
        (read_opencps, b'{"data": [{"serviceName": "x"}]}', "file.data[0].serviceCode"),
        (read_sheet, b"", "file"),
        (read_sheet, b"a,b\n1,2\n", "file"),
        (read_sheet, b"\xff\xff\xff", "file"),
        (read_sheet, workbook(HEADS), "dòng 1"),
        (read_sheet, workbook(HEADS, [1, 2.00072, "Trích lục"]), "dòng 2"),
        (read_sheet, workbook(HEADS, [1, "2.00072", "Trích lục"]), "dòng 2"),
        (read_sheet, workbook(HEADS, [1, "2.000720", ""]), "dòng 2"),
        (read_sheet, workbook(HEADS, [1, "2.000720", "a"], [2, "2.000720", "b"]), "dòng 3"),
        (read_sheet, workbook(("Mã", "Mã thủ tục", "Tên thủ tục"), [1, 2, 3]), "dòng 1"),
        (read_sheet, b"PK\x03\x04 broken", "file"),
        (read_sheet, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file"),
    ],
)  # fmt: skip
def test_a_malformed_document_names_its_place(read: Any, document: bytes, place: str) -> None:
    """One clear error; nothing is half read."""
    with pytest.raises(InvalidInput) as error:
        read(document)
    assert error.value.field == place


def test_a_formula_that_nobody_computed_is_no_name() -> None:
    """The cell has no value yet."""
    with pytest.raises(InvalidInput, match="công thức"):
        read_sheet(workbook(HEADS, [1, "2.000720", '="Tên"']))
