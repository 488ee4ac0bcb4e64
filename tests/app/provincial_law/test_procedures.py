"""From a document into the administrator's layer: shown, confirmed, written whole or not at all."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.catalogue.catalogue import Catalogue, load_catalogue
from app.clock.time import VIETNAM
from app.deadlines.rule import DeadlineRule, Unit
from app.errors import InvalidInput, Refusal
from app.provincial_law.folder import LawFolder
from app.provincial_law.procedures import propose_procedures, read_procedures
from app.provincial_law.proposal import Proposal
from tests.app.catalogue.importing.documents import answer, laythutuc, workbook

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=VIETNAM)
HEADS = ("Mã thủ tục", "Tên thủ tục", "Thời hạn")


class Office:
    """An administrator with a folder; ``law`` is what a desk would load now."""

    def __init__(self, path: Path) -> None:
        self.folder = LawFolder(path)

    @property
    def law(self) -> Catalogue:
        return load_catalogue(province=self.folder.catalogue)

    def propose(self, document: bytes, day: date = TODAY, name: str = "") -> Proposal:
        kind = "" if name else "laythutuc"
        return propose_procedures(
            self.folder,
            read_procedures(document, name=name, format_name=kind),
            document,
            catalogue=self.law,
            local_fees=None,
            valid_from=day,
            now=NOW,
        )

    def bring(self, document: bytes, day: date = TODAY, name: str = "") -> list[Path]:
        proposal = self.propose(document, day, name)
        return proposal.accept(proposal.id)

    def about(self, code: str, **changes: Any) -> bytes:
        """A document that says nothing of ``code`` but its name, and ``changes``."""
        lists = "LINHVUCTHUCHIEN CACHTHUCTHUCHIEN THANHPHANHOSO KETQUATHUCHIEN CANCUPHAPLY"
        empty: dict[str, Any] = {name: [] for name in lists.split()}
        name = self.law.procedure(code, TODAY).name
        return answer(laythutuc(**{"MATTHC": code, "TENTTHC": name, **empty, **changes}))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "law")


def test_nothing_is_written_before_it_is_confirmed(office: Office) -> None:
    """Showing a difference changes nothing."""
    proposal = office.propose(answer(laythutuc()))
    assert [change.change for change in proposal.difference] == ["new"]
    assert not office.folder.path.exists()


def test_another_difference_than_the_shown_one_is_not_written(office: Office) -> None:
    """Another document, another day, or a law that has changed meanwhile."""
    document = answer(laythutuc())
    shown = office.propose(document)
    for other in (office.propose(document + b" "), office.propose(document, date(2026, 11, 25))):
        with pytest.raises(Refusal) as refusal:
            other.accept(shown.id)
        assert refusal.value.code == "changed"
    office.bring(answer(laythutuc(MATTHC="1.990009")))
    with pytest.raises(Refusal):
        office.propose(document).accept(shown.id)
    assert office.law.versions("1.990001") == []


def test_the_id_does_not_hang_on_the_minute(office: Office) -> None:
    """An administrator may think about it over lunch."""
    assert office.propose(answer(laythutuc())).id == office.propose(answer(laythutuc())).id


def test_written_entries_are_in_force_from_their_day(office: Office) -> None:
    """And not a day before."""
    [path] = office.bring(answer(laythutuc()))
    assert path.name == "imported-laythutuc.toml"
    assert office.law.procedure("1.990001", TODAY).name == "Cấp giấy phép bán rong hoa sữa"
    with pytest.raises(InvalidInput):
        office.law.procedure("1.990001", date(2026, 11, 23))


def test_a_changed_version_closes_the_one_before(office: Office) -> None:
    """Also where a new law is known to come: that version stays."""
    before = office.law
    office.bring(office.about("1.004873", TENTTHC="Tên mới"))
    assert office.law.procedure("1.004873", TODAY).name == "Tên mới"
    for day in (date(2026, 11, 23), date(2027, 3, 1)):
        assert office.law.procedure("1.004873", day).name == before.procedure("1.004873", day).name


def test_imports_on_later_days_follow_each_other(office: Office) -> None:
    """Three names in three weeks: each holds until the next, and the known new law comes after."""
    before = office.law
    days = [date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 8)]
    for day in days:
        office.bring(office.about("1.004873", TENTTHC=f"Tên từ {day}"), day)
    for day in days:
        assert office.law.procedure("1.004873", day).name == f"Tên từ {day}"
    assert office.law.procedure("1.004873", date(2026, 12, 7)).name == "Tên từ 2026-12-01"
    new_law = date(2027, 3, 1)
    assert office.law.procedure("1.004873", new_law) == before.procedure("1.004873", new_law)


def test_an_abolished_procedure_still_opens(office: Office) -> None:
    """Its dossiers are under the law of their day."""
    [change] = office.propose(office.about("2.000908", TRANGTHAI=0)).difference
    assert (change.code, change.change) == ("2.000908", "abolished")
    office.bring(office.about("2.000908", TRANGTHAI=0))
    assert office.law.procedure("2.000908", date(2026, 11, 23)).code == "2.000908"
    with pytest.raises(InvalidInput):
        office.law.procedure("2.000908", TODAY)


def test_a_second_import_keeps_the_first(office: Office) -> None:
    """Entries are added; one for the same code and day is replaced."""
    office.bring(answer(laythutuc()))
    office.bring(answer(laythutuc(MATTHC="1.990002"), laythutuc(TENTTHC="Tên sửa")))
    assert office.law.procedure("1.990001", TODAY).name == "Tên sửa"
    assert office.law.procedure("1.990002", TODAY).name == "Cấp giấy phép bán rong hoa sữa"


def test_the_same_import_again_writes_nothing(office: Office) -> None:
    """An import every night leaves the file alone as long as the law stands still."""
    office.bring(answer(laythutuc()))
    again = office.propose(answer(laythutuc()))
    assert (again.difference, again.accept(again.id)) == ([], [])


def test_a_fault_of_the_layer_changes_nothing(office: Office) -> None:
    """The whole layer is checked before the old file goes."""
    office.bring(answer(laythutuc()))
    path = office.folder.catalogue / "imported-laythutuc.toml"
    before = path.read_bytes()
    proposal = office.propose(answer(laythutuc(MATTHC="1.990002")))
    (office.folder.catalogue / "tay.toml").write_text('[[abolished]]\ncode = "9.999999"', "utf-8")
    with pytest.raises(InvalidInput) as error:
        office.propose(answer(laythutuc(MATTHC="1.990003")))
    assert error.value.code == "bad_data"
    assert path.read_bytes() == before
    assert proposal.difference


def test_a_list_of_names_alone_can_be_imported(office: Office) -> None:
    """A portal's Excel export: what is missing is marked, and the desk can take dossiers."""
    rows = [[f"1.99{n:04d}", f"Thủ tục số {n}", f"{n} ngày"] for n in range(1, 40)]
    office.bring(workbook(HEADS, *rows), name="Danh sách TTHC.XLSX")
    procedure = office.law.procedure("1.990007", TODAY)
    assert procedure.deadline == DeadlineRule(Unit.CALENDAR_DAY, 7)
    assert "thành phần hồ sơ" in procedure.unsure


@pytest.mark.parametrize(
    ("name", "format_name", "parts", "field"),
    [("x.json", "", None, "format"), ("x.csv", "", b"[]", "parts"), ("x", "pdf", None, "format")],
)
def test_a_format_that_is_not_clear_is_asked_for(
    name: str, format_name: str, parts: bytes | None, field: str
) -> None:
    """It is never guessed from the content."""
    with pytest.raises(InvalidInput) as error:
        read_procedures(b"[]", name=name, format_name=format_name, parts=parts)
    assert error.value.field == field
