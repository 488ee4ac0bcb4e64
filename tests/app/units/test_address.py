"""Which commune of today an address names: never a wrong one, and the right one where it can be."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.folding import fold
from app.units.address import MAX_ADDRESS, map_address
from app.units.unit import Extent, OldCommune
from app.units.units import Units

BEFORE = date(2025, 6, 30)
SINCE = date(2026, 8, 1)

CERTAIN = [
    ("12 Lê Lợi, Phường Bến Nghé, Quận 1, TP. Hồ Chí Minh", "26740"),
    ("Phuong Ben Nghe, Quan 1, TP Ho Chi Minh", "26740"),
    ("12 LÊ LỢI P. BẾN NGHÉ Q.1 TPHCM", "26740"),
    ("12 Lê Lợi, Bến Nghé, Quận 1, T.P Hồ Chí Minh.", "26740"),
    ("P.5, Q.3, Tp HCM", "27154"),
    ("P5 Q3 tphcm", "27154"),
    ("Phường 05, Quận 5, Thành phố Hồ Chí Minh", "27316"),
    ("Phường 5, Quận 05, Sài Gòn", "27316"),
    ("Phường Bến Nghé, Quận 1", "26740"),
    ("Phường Hoàn Kiếm, Hà Nội", "00070"),
    ("phuong hoan kiem, ha noi", "00070"),
    ("Số 5 Hàng Bài, phường Hoàn Kiếm, thành phố Hà Nội, Việt Nam", "00070"),
    ("12 Hà Nội, phường Phú Nhuận, Huế", "19789"),
    ("Phường Phú Nhuận, Thành phố Huế, Thừa Thiên Huế", "19789"),
    ("Phường Phú Nhuận, TP Huế, tỉnh TT Huế", "19789"),
    ("Thôn 1, Định Bình, Yên Định, Thanh Hóa", "15448"),
    ("xã Định Bình, Yên Định, Thanh Hoá", "15448"),
    ("X. Định Bình, H. Yên Định, T. Thanh Hóa", "15448"),
    ("Xã Định Bình Huyện Yên Định Thanh Hóa", "15448"),
    ("Xã Yên Định, Thanh Hóa", "15469"),
    ("Huyện Côn Đảo, Bà Rịa - Vũng Tàu", "26732"),
    ("Đặc khu Côn Đảo, TP. Hồ Chí Minh", "26732"),
    ("Phường 1, TP. Vũng Tàu, Bà Rịa-Vũng Tàu", "26506"),
    ("Phường Vũ Ninh, thành phố Bắc Ninh", "09169"),
    ("Phường Vũ Ninh, thành phố Bắc Ninh, tỉnh Bắc Ninh", "09169"),
    ("xã Bố Hạ, tỉnh Bắc Ninh", "07294"),
    ("Phường Bố Hạ, Thành phố Bắc Ninh", "07294"),
    ("thị trấn Bố Hạ, huyện Yên Thế, tỉnh Bắc Giang", "07294"),
    ("Phường Sài Gòn (phường Bến Nghé cũ), TP Hồ Chí Minh", "26740"),
    ("Phường Bến Nghé, Quận 1 (cũ), TP. Hồ Chí Minh", "26740"),
    ("Phường Phúc Xá, Ba Đình, Hà Nội, ĐT: 0901234567", "00097"),
    ("Phường Phúc Xá, quận Ba Đình, Hà Nội 100000", "00097"),
    ("12 Lê Lợi\nPhường Bến Nghé, Quận 1\nTP HCM", "26740"),
    ("xã Ea H’leo, huyện Ea H'Leo, Đắc Lắk", "24184"),
    ("P.Bến Nghé,Q.１,TP.HCM", "26740"),
    ("Phường Bến\u00a0Nghé, Qu\u200bận 1, TP. Hồ Chí Minh", "26740"),
    ("Phường Thuận Hóa, thành phố Huế", "19789"),
    ("Phường Trà Cổ - Thành phố Móng Cái - Quảng Ninh", "06712"),
]
"""As people, cards and scanners write it, and the commune of today that it is in."""

NOT_CERTAIN = [
    ("", 0),
    (" ,.- ", 0),
    ("Hà Nội", 0),
    ("Tỉnh Thanh Hóa", 0),
    ("không có địa chỉ nào", 0),
    ("Phường An Khánh, Quận 2, TP.HCM", 0),  # merged in 2020; today's An Khánh is another
    ("Phường 6, Quận 3, TP HCM", 0),  # merged in 2020
    ("Phường Điện Biên, Quận Ba Đình, Hà Nội", 4),  # divided
    ("Số 1 Tràng Thi, Hàng Trống, Hoàn Kiếm, Hà Nội", 2),  # divided
    ("Định Bình, Yên Định, Thanh Hóa", 2),  # a hamlet of xã Yên Định, or the old commune
    ("12 Hàng Bài, Hoàn Kiếm, Hà Nội", 1),  # the district, or the ward of today
    ("Phường Hoàn Kiếm", 1),  # no province
    ("Phường Minh Khai, Hà Nội", 6),  # two districts had one; both divided
    ("PHUONG THUAN HOA, TP HUE", 2),  # Thuận Hóa of today, or Thuận Hòa of before
    ("Phường Ninh Xá, Thành phố Bắc Ninh", 2),  # of the old city, or of the province of today
    ("12 Lê Lợi, Hải Châu, Đà Nẵng", 1),  # the district, or the ward of today
    ("Phường 1, Quận 99, TP HCM", 0),
    ("Phường Bến Nghé, Quận 1, TP HCM, Cộng hòa Séc", 1),
    ("Xã Mong Thọ, huyện Châu Thành, An Giang", 1),  # Kiên Giang's district of that name
    ("Phường Bến Nghé, Quận 1, TP HCM; phường Hoàn Kiếm, Hà Nội", 2),
    ("Ph��ng Ngh�, Quận 1, TP HCM", 0),
    ("Phường ?ình, Ba Đình, Hà Nội", 0),
]
"""What names no one commune, and how many it may be."""


@pytest.mark.parametrize(("address", "code"), CERTAIN)
def test_an_address_is_read_however_it_is_written(units: Units, address: str, code: str) -> None:
    """Abbreviations, missing marks, kinds, districts or provinces, both ways of levels."""
    for text in (address, unicodedata.normalize("NFD", address), f"  {address} "):
        mapped = map_address(text, units)
        assert mapped.commune is not None, mapped.why
        assert (mapped.commune.code, mapped.certain) == (code, True)
        assert mapped.candidates == [mapped.commune]
        assert mapped.province == units.province(mapped.commune.province)


@pytest.mark.parametrize(("address", "candidates"), NOT_CERTAIN)
def test_what_is_not_certain_is_never_chosen(units: Units, address: str, candidates: int) -> None:
    """ADR 0018: candidates, never a choice; a sentence says why."""
    mapped = map_address(address, units)
    assert (mapped.certain, mapped.commune) == (False, None)
    assert len(mapped.candidates) == candidates, mapped.candidates
    assert mapped.why.endswith(".")


def test_the_province_is_named_where_only_that_is_certain(units: Units) -> None:
    """Of an old province: the one of today that took it over."""
    for address, name in (("Hà Nội", "Hà Nội"), ("tỉnh Bắc Giang", "Bắc Ninh"), ("Huế", "Huế")):
        province = map_address(address, units).province
        assert province is not None
        assert province.name == name
    assert map_address("thành phố Thanh Hóa", units).province is None  # a district, then


def test_before_the_reform_an_address_has_three_levels(units: Units) -> None:
    """Printed until 30/6/2025 the bare names can be read in one way only; since then in two."""
    address = "Định Bình, Yên Định, Thanh Hóa"
    before = map_address(address, units, BEFORE)
    assert before.commune is not None
    assert before.commune.name == "Định Hòa"
    assert not map_address(address, units, SINCE).certain
    assert not map_address("Phường Hoàn Kiếm, Hà Nội", units, BEFORE).candidates


def test_since_the_reform_a_bare_name_is_a_commune(units: Units) -> None:
    """There are no districts any more that it could be."""
    mapped = map_address("12 Hàng Bài, Hoàn Kiếm, Hà Nội", units, SINCE)
    assert mapped.commune is not None
    assert mapped.commune.full_name == "Phường Hoàn Kiếm"


def test_marks_that_are_there_must_be_right(units: Units) -> None:
    """A name with other marks is another name; it may be misspelt, so it stays a candidate."""
    right = map_address("Xã Định Bình, Huyện Yên Định, Thanh Hóa", units)
    other = map_address("Xã Đinh Bính, Huyện Yên Định, Thanh Hóa", units)
    assert right.certain
    assert not other.certain
    assert other.candidates == right.candidates


def test_marks_tell_namesakes_apart(units: Units) -> None:
    """Nga Thanh and Nga Thạch's like: two names of one district that are one without marks."""
    names = {"Xã Nga Thanh": True, "Xa Nga Thanh": False}
    for name, certain in names.items():
        address = f"{name}, Huyện Nga Sơn, Tỉnh Thanh Hóa"
        assert map_address(address if certain else fold(address), units).certain is certain


def test_a_commune_that_changed_its_kind_keeps_its_successor(units: Units) -> None:
    """Cards of before 2025 say huyện Thủy Nguyên, where the city of Thủy Nguyên had wards."""
    then = map_address("Xã Lưu Kiếm, huyện Thủy Nguyên, Hải Phòng", units)
    last = map_address("Phường Lưu Kiếm, thành phố Thủy Nguyên, Hải Phòng", units)
    assert then.candidates == last.candidates != []
    assert not map_address("Thị trấn Lưu Kiếm, huyện Thủy Nguyên, Hải Phòng", units).certain


# --- every unit ---------------------------------------------------------------------------------


def _truths(
    units: Units, written: Callable[[OldCommune], str]
) -> Iterator[tuple[str, set[str], bool]]:
    for commune in units.old_communes.values():
        steps = units.successors(commune.code)
        whole = all(step.extent is Extent.WHOLE for step in steps)
        yield written(commune), {step.after for step in steps}, whole


def _full(units: Units, commune: OldCommune) -> str:
    district = units.districts[commune.district]
    province = units.old_provinces[district.province]
    return f"{commune.full_name}, {district.full_name}, {province.full_name}"


def _bare(units: Units, commune: OldCommune) -> str:
    """As cards print it: without kinds but before numbers."""
    district = units.districts[commune.district]
    names = [unit.full_name if unit.name.isdecimal() else unit.name for unit in (commune, district)]
    return ", ".join(["Thôn 1", *names, units.old_provinces[district.province].name])


def _without_province(units: Units, commune: OldCommune) -> str:
    return f"{commune.full_name}, {units.districts[commune.district].full_name}"


WRITINGS: list[tuple[Callable[[Units, OldCommune], str], date | None, float, int]] = [
    (_full, None, 0.95, 1),
    (lambda units, commune: fold(_full(units, commune)).upper(), None, 0.94, 3),
    (lambda units, commune: _full(units, commune).replace(",", ""), None, 0.95, 5),
    (lambda units, commune: _full(units, commune).replace(",", " -"), None, 0.95, 5),
    (_bare, None, 0.94, 1),
    (lambda units, commune: fold(_bare(units, commune)), BEFORE, 0.94, 3),
    (_without_province, None, 0.88, 3),
]


@pytest.mark.parametrize(("written", "on", "share", "step"), WRITINGS)
def test_no_commune_of_before_is_ever_mapped_wrongly(
    units: Units,
    written: Callable[[Units, OldCommune], str],
    on: date | None,
    share: float,
    step: int,
) -> None:
    """All 10,035, or every few: certain only what is true, and never without the truth."""
    certain = 0
    asked = list(_truths(units, lambda commune: written(units, commune)))[::step]
    for address, truth, whole in asked:
        mapped = map_address(address, units, on)
        found = {commune.code for commune in mapped.candidates}
        assert truth <= found, address
        if mapped.certain:
            certain += 1
            assert whole, address
            assert found == truth, address
    assert certain >= share * len(asked)


@pytest.mark.parametrize(("folded", "least"), [(False, 3_320), (True, 3_250)])
def test_every_commune_of_today_is_found_by_its_two_levels(
    units: Units, folded: bool, least: int
) -> None:
    """With marks all but Ninh Xá in Bắc Ninh, which its old city had too; without marks those that
    have no namesake in their province."""
    certain = 0
    for commune in units.communes():
        province = units.province(commune.province)
        assert province is not None
        address = f"Số 5 Lê Lợi, {commune.full_name}, {province.full_name}"
        mapped = map_address(fold(address) if folded else address, units)
        assert commune in mapped.candidates
        certain += mapped.certain
    assert certain >= least


# --- anything -----------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *("phường", "xã", "quận", "huyện", "tỉnh", "thành phố", "thị xã", "tp", "tx", "q1", "p.5"),
        *("1", "05", "hà nội", "huế", "hồ chí minh", "hoàn kiếm", "ba đình", "bến nghé", "yên"),
        *("định", "thanh hóa", "cũ", "việt nam", ",", "-", ".", ";", "(", ")", "/", "|", "�", "\n"),
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join)))
def test_no_text_is_too_odd(units: Units, text: str) -> None:
    """Never an error; certain exactly where one commune is named."""
    mapped = map_address(text, units)
    assert mapped.certain == (mapped.commune is not None)
    if mapped.certain:
        assert mapped.candidates == [mapped.commune]


def test_a_text_that_is_too_long_is_not_read(units: Units) -> None:
    """200,000 characters, even where they end in an address."""
    address = ", Phường Hoàn Kiếm, Hà Nội"
    assert map_address("x" * (MAX_ADDRESS - len(address)) + address, units).certain
    assert not map_address("x" * 200_000 + address, units).candidates
    assert not map_address("," * 200_000, units).candidates
