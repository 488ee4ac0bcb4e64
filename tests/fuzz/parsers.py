"""The parsers: what each is given, and what its own answer must be read as again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from io import BytesIO, StringIO

from openpyxl import Workbook

from app.calendar.importing import read_calendar_document
from app.catalogue.catalogue import Catalogue, load_catalogue
from app.catalogue.importing.laythutuc import read_laythutuc
from app.catalogue.importing.opencps import read_opencps
from app.catalogue.importing.sheet import read_sheet
from app.catalogue.procedure import national_code
from app.clock.time import VIETNAM, date_from_iso, from_iso, to_iso
from app.deadlines.told_happenings import read_happenings
from app.identity.card_dates import read_card_date
from app.identity.card_repairs import repair_card
from app.identity.citizen_card import MAX_TEXT
from app.identity.kinds import NumberKind, number_kind
from app.identity.phone import PhoneKind, read_phone
from app.identity.reading import read_identity
from app.identity.repairs import repair_text
from app.numbering.code import parse_code
from app.numbering.receipt_mark import read_code
from app.reception.batch_file import read_batch
from app.units.address import map_address
from app.units.finding import UnitIndex
from app.units.importing import read_units
from app.units.units import Units, load_units
from ui.scanner.reading import read_scan
from ui.scanner.unmistakable import holds_scan

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=VIETNAM)
CARD = "001190000001|012345678|Trương Thị Ngọc Ý|01021990|Nữ|Số 12 Tràng Thi, Hà Nội|15042021"
ZONE = (
    "IDVNM1900000015001190000001<<6\n9002018F3102019VNM<<<<<<<<<<<6\nTRUONG<<THI<NGOC<Y<<<<<<<<<<<<"
)
PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
)
INSURANCE = "DN4380123456789|5472e1baa76e|09/09/1985|2|5468c3b46e2031|38 - 001|01/01/2026|-|x$"
CARDS = (CARD, CARD + "||||", CARD.replace("|012345678", ""), ZONE, PASSPORT, INSURANCE)
CODES = ("H26.107-261124-0001", "000.00.01.H26-261124-0042", "CHM-417-12", "H26.107-261124-AA0001")
UNIT_FILE = (
    '[{"Code": "01", "FullName": "Thành phố Hà Nội", "Wards":'
    ' [{"Code": "00004", "FullName": "Phường Ba Đình", "ProvinceCode": "01"}]}]'
)
LAW_FILE = (
    '{"error_code": "0", "result": [{"MATTHC": "1.001193", "TENTTHC": "Đăng ký khai sinh",'
    ' "KETQUATHUCHIEN": [{"TENKETQUA": "Giấy khai sinh", "MAKETQUA": "1"}]}]}'
)
HAPPENINGS = (
    '[{"what": "supplement_requested", "at": "2026-11-04T10:00", "stage": "appraisal"},'
    ' {"what": "extended", "at": "2026-11-16T08:00", "to": "2026-11-25"},'
    ' {"what": "suspended", "at": "2026-11-11T08:00", "cause": "verification"}]'
)
SHEET = (
    "Mã thủ tục;Tên thủ tục;Thời hạn;Phí, lệ phí;Thành phần hồ sơ;Mức độ\n"
    '2.000815;"Chứng thực bản sao";2 ngày làm việc;2.000 đồng;"Bản chính\nBản sao";Một phần\n'
)
HOLIDAYS = (
    '{"data": [{"holidayDate": "02/09/2026", "description": "Quốc khánh", "holidayType": 0}]}'
)
YEAR = 'year = 2026\nversion = "1"\n[[days_off]]\nfrom = 2026-09-01\nto = 2026-09-02\n'
BATCH = '[{"procedure": "2.000815", "card": "' + CARD + '", "copies": 2, "owner": {"name": "A"}}]'
OPENCPS_FILE = '{"data": [{"serviceCode": "2.000815", "serviceName": "Chứng thực bản sao"}]}'


@dataclass(frozen=True, slots=True)
class Parser:
    """``read`` a text, raising nothing but InvalidInput. ``again`` takes its answer and gives the
    text of it, which must be read as the same; None where there is none."""

    name: str
    read: Callable[[str], object]
    samples: tuple[str, ...]
    again: Callable[[object], str | None] | None = None


@cache
def _catalogue() -> Catalogue:
    return load_catalogue()


@cache
def _units() -> Units:
    return load_units()


@cache
def _unit_index() -> UnitIndex:
    return UnitIndex(_units())


def _workbook() -> str:
    """An .xlsx file, a character a byte."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in csv.reader(StringIO(SHEET), delimiter=";"):
        sheet.append(line)
    out = BytesIO()
    book.save(out)
    return out.getvalue().decode("latin-1")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _card_date(text: str) -> str | None:
    return read_card_date(text)[0] or None


def _phone(text: str) -> str | None:
    phone = read_phone(text, TODAY)
    return None if phone.kind is PhoneKind.UNKNOWN else phone.number


def _known_number(text: str) -> str | None:
    found = number_kind(text)
    return None if found.kind is NumberKind.UNKNOWN else found.number


def _itself(answer: object) -> str | None:
    return answer if isinstance(answer, str) else None


PARSERS = (
    Parser("read_identity", lambda text: read_identity(text, today=TODAY), CARDS),
    Parser("repair_card", lambda text: repair_card(text[:MAX_TEXT]).text, CARDS, _itself),
    Parser("repair_text", lambda text: repair_text(text[:MAX_TEXT]).text, CARDS, _itself),
    Parser("card_date", _card_date, ("01021990", "1/2/1990", "1990", "1990-02-01"), _itself),
    Parser("phone", _phone, ("0901234567", "+84 24 3825 1234", "01627114031"), _itself),
    Parser(
        "number_kind",
        _known_number,
        ("001190000001", "0101243150-001", "C1234567"),
        _itself,
    ),
    Parser("read_code", lambda text: read_code(text).code, CODES, _itself),
    Parser("parse_code", lambda text: str(parse_code(text)), CODES, _itself),
    Parser("national_code", national_code, ("2.000815", "2.000815.000.00.00.H26"), _itself),
    Parser("from_iso", lambda text: to_iso(from_iso(text)), ("2026-11-24T08:30+07:00",), _itself),
    Parser("date_from_iso", lambda text: str(date_from_iso(text)), ("2026-11-24",), _itself),
    Parser(
        "catalogue.find",
        lambda text: _catalogue().find(text, TODAY),
        ("khai sinh", "chứng thực bản sao", "2.000815", "dkks"),
    ),
    Parser(
        "map_address",
        lambda text: map_address(text, _units()),
        (
            "Số 12 Tràng Thi, Hàng Trống, Hoàn Kiếm, Hà Nội",
            "Thôn 1, Định Bình, Yên Định, Thanh Hóa",
        ),
    ),
    Parser("units_file", lambda text: read_units(_bytes(text)), (UNIT_FILE,)),
    Parser("laythutuc", lambda text: read_laythutuc(_bytes(text)), (LAW_FILE,)),
    Parser("opencps", lambda text: read_opencps(_bytes(text)), (OPENCPS_FILE,)),
    Parser("sheet_csv", lambda text: read_sheet(_bytes(text)), (SHEET, SHEET.replace(";", "\t"))),
    Parser(
        "sheet_xlsx", lambda text: read_sheet(text.encode("latin-1", "replace")), (_workbook(),)
    ),
    Parser(
        "calendar_file",
        lambda text: read_calendar_document("2026.toml", _bytes(text)),
        (HOLIDAYS, YEAR),
    ),
    Parser("happenings", lambda text: read_happenings(_bytes(text)), (HAPPENINGS,)),
    Parser("batch_file", lambda text: read_batch(_bytes(text)), (BATCH,)),
    Parser(
        "unit_index",
        lambda text: _unit_index().find(text),
        ("phường ba đình hà nội", "xa", "00004"),
    ),
    Parser("read_scan", lambda text: read_scan(text, NOON), (*CARDS, *CODES)),
    Parser("holds_scan", holds_scan, (*CARDS, *CODES)),
)
"""Whoever writes a parser adds it here."""
