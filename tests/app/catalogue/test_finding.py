"""Finding a procedure among a province's 1,796 as an officer types."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.catalogue import MAX_QUERY, PREPARED_DAYS, Catalogue, load_catalogue
from app.catalogue.folding import fold
from tests.app.catalogue.made_up import a_whole_province, made_up

TODAY = date(2026, 11, 24)
CIVIL = "Hộ tịch"
BIRTH, BIRTH_AGAIN, DEATH = "1.001193", "1.004884", "1.000656"
EXTRACT, COPIES, SIGNATURE, SINGLE = "2.000635", "2.000815", "2.000884", "1.004873"
HOUSEHOLD, PERMIT = "1.001612", "1.013225"

CATALOGUE = Catalogue(
    [
        made_up(BIRTH, "Đăng ký khai sinh", field=CIVIL, keywords=["giấy khai sinh lần đầu"]),
        made_up(BIRTH_AGAIN, "Đăng ký lại khai sinh", field=CIVIL),
        made_up(DEATH, "Đăng ký khai tử", field=CIVIL, keywords=["chứng tử"]),
        made_up(
            EXTRACT,
            "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
            field=CIVIL,
            keywords=["trích lục"],
        ),
        made_up(
            COPIES,
            "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan có thẩm quyền cấp",
            field="Chứng thực",
            keywords=["sao y", "photo công chứng"],
        ),
        made_up(SIGNATURE, "Chứng thực chữ ký trong các giấy tờ, văn bản", field="Chứng thực"),
        made_up(
            SINGLE,
            "Cấp Giấy xác nhận tình trạng hôn nhân",
            field=CIVIL,
            keywords=["độc thân"],
        ),
        made_up(HOUSEHOLD, "Đăng ký thành lập hộ kinh doanh", field="Hộ kinh doanh"),
        made_up(PERMIT, "Cấp bản sao y bạ của hộ sản xuất", field="Y tế"),
    ],
    [],
    "small",
)


def codes(query: str, taken: dict[str, int] | None = None) -> list[str]:
    return [one.code for one in CATALOGUE.find(query, TODAY, taken=taken)]


FOUND = [
    ("khai sinh", [BIRTH, BIRTH_AGAIN, EXTRACT]),
    ("sinh khai", [BIRTH, BIRTH_AGAIN, EXTRACT]),
    ("KHAI   SINH", [BIRTH, BIRTH_AGAIN, EXTRACT]),
    ("  khai si", [BIRTH, BIRTH_AGAIN, EXTRACT]),
    (unicodedata.normalize("NFD", "đăng ký khai tử"), [DEATH]),
    ("đang ky Khai TU", [DEATH]),
    ("giay to, van ban", [SIGNATURE, COPIES]),
    ("(chung thuc) chu-ky!", [SIGNATURE]),
    ("chung thuc", [SIGNATURE, COPIES]),
    ("doc than", [SINGLE]),
    ("ho tich tu", [DEATH]),
    ("khaisinh", [BIRTH, BIRTH_AGAIN, EXTRACT]),
    ("dangkykhaisinh", [BIRTH]),
    ("dangky lai khaisinh", [BIRTH_AGAIN]),
    ("chungthucchuky", [SIGNATURE]),
    ("xntthn", [SINGLE]),
    ("dkks", [BIRTH]),
    ("dklks", [BIRTH_AGAIN]),
    ("dk khai tu", [DEATH]),
    ("khong co thu tuc nay", []),
    ("khai sinh khai sinh zzz", []),
    ("!!! ...", []),
    ("aisinh", []),
]


@pytest.mark.parametrize(("query", "expected"), FOUND)
def test_words_are_found_however_they_are_typed(query: str, expected: list[str]) -> None:
    """Any order, no marks, last word unfinished, signs, blanks too many or none, initials."""
    assert codes(query) == expected


CODES_TYPED = [
    ("1.001193", BIRTH),
    ("1001193", BIRTH),
    (" 1.001193 ", BIRTH),
    ("1.001193.000.00.00.H26", BIRTH),
    ("1.001193.000.00.00.h26", BIRTH),
    ("1001193.H26", BIRTH),
    ("1.001193.", BIRTH),
    ("1.0011", BIRTH),
    ("10011", BIRTH),
    ("001193", BIRTH),
    ("1193", BIRTH),
    ("119", BIRTH),
    ("2.000815.H55.02", COPIES),
    ("815", COPIES),
    ("1.001193 khai sinh", BIRTH),
    ("khai sinh 1.001193", BIRTH),
    ("2.000815.000.00.00.H61 sao y", COPIES),
]


@pytest.mark.parametrize(("query", "code"), CODES_TYPED)
def test_a_code_is_found_with_and_without_its_points_and_suffix(query: str, code: str) -> None:
    """Portals print 1.001193.000.00.00.H26; people type what they remember of it."""
    assert codes(query) == [code]


@pytest.mark.parametrize("typed", ["1.001193", "1001193", "1.001193.000.00.00.H26"])
def test_a_code_is_found_from_its_first_character_on(typed: str) -> None:
    """At no key on the way is the list empty."""
    for end in range(1, len(typed) + 1):
        assert BIRTH in codes(typed[:end]), typed[:end]


def test_the_whole_code_comes_before_what_only_begins_so() -> None:
    """Exact code, then codes that begin so; what is taken often changes nothing of that."""
    longer = made_up("1.001194", "Việc khác 1001193", keywords=["1.001193"])
    catalogue = Catalogue([longer, *CATALOGUE.procedures], [], "more")
    found = catalogue.find("1.001193", TODAY, taken={"1.001194": 9})
    assert [one.code for one in found] == [BIRTH, "1.001194"]
    begun = [one.code for one in catalogue.find("1.00119", TODAY, taken={"1.001194": 9})]
    assert begun[:2] == ["1.001194", BIRTH]


def test_names_that_begin_so_come_first_then_words_that_stand_together() -> None:
    """Among equals the shorter name; a keyword that is the whole query is as good as a name."""
    assert codes("dang ky khai") == [DEATH, BIRTH, BIRTH_AGAIN]
    assert codes("cap ban sao")[:2] == [PERMIT, EXTRACT]
    assert codes("sao y") == [COPIES, PERMIT]
    assert codes("ban sao giay") == [EXTRACT, COPIES]


def test_what_this_desk_takes_often_comes_first_among_equals() -> None:
    """Only among equals: a name that begins so stays before one that has the words somewhere."""
    assert codes("dang ky khai", {BIRTH: 5, DEATH: 2}) == [BIRTH, DEATH, BIRTH_AGAIN]
    assert codes("dang ky khai", {BIRTH_AGAIN: 99}) == [DEATH, BIRTH, BIRTH_AGAIN]
    assert codes("khai sinh", {EXTRACT: 3, BIRTH_AGAIN: 1}) == [EXTRACT, BIRTH_AGAIN, BIRTH]
    assert codes("khai sinh", {"9.999999": 3}) == codes("khai sinh")
    assert codes("", {COPIES: 1})[0] == COPIES


def test_nothing_typed_lists_all_by_code() -> None:
    """Blanks are nothing; a limit cuts the end off."""
    everything = sorted(one.code for one in CATALOGUE.procedures)
    assert codes("") == codes(" \t\n") == everything
    assert [one.code for one in CATALOGUE.find("", TODAY, limit=3)] == everything[:3]
    assert CATALOGUE.find("khai", TODAY, limit=0) == []


def test_each_day_finds_its_own_versions() -> None:
    """Also when more days are asked than are kept in order."""
    old = made_up(BIRTH, "Tên cũ", valid_to=date(2026, 6, 30))
    new = made_up(BIRTH, "Tên mới", valid_from=date(2026, 7, 1))
    catalogue = Catalogue([old, new], [], "two")
    for _ in range(2):
        for day in range(1, PREPARED_DAYS + 3):
            assert catalogue.find("ten", date(2026, 6, day)) == [old]
            assert catalogue.find("ten moi", date(2026, 7, day)) == [new]
    assert catalogue.find("ten", date(2019, 12, 31)) == []
    catalogue.prepare(date(2026, 6, 30))
    assert catalogue.find("1.001193", date(2026, 6, 30)) == [old]


PROVINCE = a_whole_province(
    [one for one in load_catalogue().procedures if one.in_force(TODAY)], 1_796, 4
)


def test_a_whole_province_has_each_of_its_procedures_found() -> None:
    """By its code as the first one, and by its name among the first."""
    everything = PROVINCE.find("", TODAY, limit=10_000)
    assert len(everything) == 1_796
    assert {one.valid_from for one in everything} == {date(2026, 1, 1)}
    for procedure in everything[::97]:
        assert PROVINCE.find(procedure.code, TODAY)[0] == procedure
        query = procedure.name[:MAX_QUERY].rpartition(" ")[0]
        assert procedure in PROVINCE.find(query, TODAY)


@given(
    at=st.integers(0, 1_795),
    chosen=st.lists(st.integers(0, 40), min_size=1, max_size=4),
    cut=st.integers(1, 8),
)
def test_any_words_of_a_name_find_it(at: int, chosen: list[int], cut: int) -> None:
    """In any order, the last one unfinished, without marks."""
    procedure = PROVINCE.find("", TODAY, limit=10_000)[at]
    letters = "".join(sign if sign.isalnum() else " " for sign in fold(procedure.name))
    words = letters.split()
    picked = [words[number % len(words)] for number in chosen]
    picked[-1] = picked[-1][:cut]
    assert procedure in PROVINCE.find(" ".join(picked), TODAY, limit=10_000)


@given(st.text(max_size=MAX_QUERY))
def test_no_text_is_too_odd_to_be_looked_for(text: str) -> None:
    """Whatever a scanner or an input method writes; the order never holds one twice."""
    found = PROVINCE.find(text, TODAY, limit=10_000)
    assert len({one.code for one in found}) == len(found)
