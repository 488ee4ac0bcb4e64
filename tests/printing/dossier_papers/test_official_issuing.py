"""Issued papers: the form of their day for ever, and a second paper that is no reprint."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from app.clock.time import VIETNAM, FixedClock
from app.dossier.events import AnyBody
from app.dossier.processing_events import Apologised
from app.store.verify import verify
from printing.issuing import issue
from tests.app.reception.test_receiving import arrive
from tests.desks import lease, open_desk
from tests.printing.dossier_papers.official_desk import (
    ASKED,
    BIRTH_AGAIN,
    EXTENDED,
    HANDED,
    REFUSED_RESULT,
    STOPPED,
    Office,
    open_office,
)
from tests.printing.pdf_reading import texts

IN_AUGUST = datetime(2025, 8, 28, 8, 30, tzinfo=VIETNAM)


def printed(office: Office, form: str, out: Path) -> str:
    issue(office.desk, office.dossier, form, out)
    return " ".join(texts(out.read_bytes()))


def test_a_reprint_in_2026_of_a_paper_of_august_2025_is_the_form_of_2018(tmp_path: Path) -> None:
    """A reprint is as first issued; a paper that is first issued now has the form of today."""
    clock = FixedClock(IN_AUGUST)
    with open_desk(tmp_path / "desk", clock=clock, numbers=0) as desk:
        lease(desk.store, 5, on=IN_AUGUST.date())
        received = arrive(desk, procedure=BIRTH_AGAIN, received="2025-08-28T08:20")
        issue(desk, str(received.code), "receipt", tmp_path / "first.pdf")
        clock.advance(timedelta(days=200))
        issue(desk, str(received.code), "receipt", tmp_path / "again.pdf")
        issue(desk, str(received.code), "control", tmp_path / "control.pdf")
    first, again, control = (
        " ".join(texts((tmp_path / f"{name}.pdf").read_bytes()))
        for name in ("first", "again", "control")
    )
    for text in (first, again):
        assert "Mẫu số 01 – Thông tư số 01/2018/TT-VPCP" in text
        assert "ngày 28 tháng 8 năm 2025" in text
    assert "In lại" not in first
    assert "In lại lần 1" in again
    assert "Mẫu số 06 – Thông tư số 03/2025/TT-VPCP" in control


def test_the_residence_procedure_gets_ct04_for_a_receipt(tmp_path: Path) -> None:
    """The same ``print receipt``, another layout file (docs/adr/0020)."""
    out = tmp_path / "out.pdf"
    with open_office(tmp_path / "desk") as office:
        office.tell(ASKED, dossier=office.residence)
        for form, title in (
            ("receipt", "PHIẾU TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"),
            ("supplement", "PHIẾU HƯỚNG DẪN BỔ SUNG, HOÀN THIỆN HỒ SƠ"),
        ):
            issue(office.desk, office.residence, form, out)
            assert title in " ".join(texts(out.read_bytes()))


def test_a_second_request_for_a_supplement_is_no_reprint_of_the_first(tmp_path: Path) -> None:
    """At the desk and after appraisal are two papers, each with its day (Đ.16.3, 19.5)."""
    at_desk = msgspec.structs.replace(ASKED, stage="desk", items=["Giấy ủy quyền"], until="")
    with open_office(tmp_path / "desk", at_desk) as office:
        clock = office.desk.clock
        assert isinstance(clock, FixedClock)
        assert "In lại" not in printed(office, "supplement", tmp_path / "1.pdf")
        assert "In lại lần 1" in printed(office, "supplement", tmp_path / "1.pdf")
        clock.advance(timedelta(days=3))
        office.tell(ASKED)
        second = printed(office, "supplement", tmp_path / "2.pdf")
        assert "In lại" not in second
        assert "ngày 26 tháng 11 năm 2026" in second
        clock.advance(timedelta(days=3))
        again = printed(office, "supplement", tmp_path / "2.pdf")
        assert "In lại lần 1" in again
        assert "ngày 26 tháng 11 năm 2026" in again
        assert verify(office.desk.store).problems == []


@pytest.mark.parametrize(
    ("form", "before", "after"),
    [
        (
            "apology",
            EXTENDED,
            Apologised(
                at="2026-12-16T08:00:00+07:00",
                new_due="2026-12-22T17:00:00+07:00",
                reason="Chờ ý kiến.",
                signer="Lê Thị Phó",
            ),
        ),
        ("refusal", REFUSED_RESULT, REFUSED_RESULT),
        ("stop", STOPPED, STOPPED),
    ],
)
def test_what_happens_anew_is_told_by_a_new_paper(
    tmp_path: Path, form: str, before: AnyBody, after: AnyBody
) -> None:
    """Only the printings of the same event are reprints of each other."""
    with open_office(tmp_path / "desk", before) as office:
        printed(office, form, tmp_path / "1.pdf")
        assert "In lại lần 1" in printed(office, form, tmp_path / "1.pdf")
        office.tell(after)
        assert "In lại" not in printed(office, form, tmp_path / "2.pdf")


def test_the_control_slip_goes_on_with_the_dossier(tmp_path: Path) -> None:
    """One slip a dossier: a hand-over is written into it, its printings go on counting."""
    with open_office(tmp_path / "desk") as office:
        printed(office, "control", tmp_path / "1.pdf")
        office.tell(HANDED)
        assert "In lại lần 1" in printed(office, "control", tmp_path / "1.pdf")
