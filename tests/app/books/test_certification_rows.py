"""The register of certifications is read a page at a time, and misses nothing."""

from __future__ import annotations

from pathlib import Path

from app.books.certification_row import certification_rows
from app.dossier.desk_events import COPY, SIGNATURE
from app.processing.certifying import PaperToCertify, certify
from app.store.book_entries import PAGE
from tests.app.reception.test_receiving import arrive
from tests.desks import open_desk

AT_ONCE = 50


def test_more_than_a_page_of_numbers_is_read_whole_and_in_order(tmp_path: Path) -> None:
    """Each number once, from 1; another kind's numbers are another book."""
    papers = [PaperToCertify(COPY, f"Giấy tờ {number}") for number in range(1, AT_ONCE + 1)]
    calls = PAGE // AT_ONCE + 1
    with open_desk(tmp_path / "desk") as desk:
        for number in range(calls):
            certify(desk, str(arrive(desk, ref=f"s{number}").code), papers, "Lê Văn C")
        signature = PaperToCertify(SIGNATURE, "Sơ yếu lý lịch", person="Lê Thị D")
        certify(desk, str(arrive(desk, ref="last").code), [signature], "Lê Văn C")
        rows = list(certification_rows(desk.store, COPY, 2026))
        assert [row.number for row in rows] == list(range(1, calls * AT_ONCE + 1))
        [other] = certification_rows(desk.store, SIGNATURE, 2026)
        assert (other.number, other.person, other.person_id) == (1, "Lê Thị D", "")
