"""The numbers of papers as they are printed: what stands on a paper is what was taken for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.clock.time import VIETNAM, FixedClock
from app.dossier.events import Printed
from app.dossier.evolve import read_body
from app.errors import EnvironmentFault, Refusal
from app.numbering.series import SlipKind, slip_series
from app.processing.annulling import annul
from app.processing.changing_procedure import change_procedure
from app.reception.desk import Desk
from app.store.store import Store
from app.store.verify import verify
from printing.issuing import issue, preview_paper, print_paper
from printing.making import make_paper, record_printing
from printing.paper_kinds import paper_kind
from printing.printers.recording import RecordingPrinter, Trouble
from tests.app.reception.test_receiving import arrive
from tests.desks import COMMUNE, MORNING, POLICE, lease, open_desk
from tests.printing.pdf_reading import texts

RESIDENCE = "1.004222"


def lease_slips(store: Store, first: int, last: int, year: int = MORNING.year) -> None:
    series = slip_series(SlipKind.RECEIPT, COMMUNE, year)
    ask = store.leases.ask(series, last - first + 1, MORNING)
    assert store.leases.grant(ask.id, first, last)


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        lease_slips(desk.store, 41, 60)
        yield desk


def prints(desk: Desk, code: str) -> list[Printed]:
    bodies = [read_body(stored.event) for stored in desk.store.events(desk.find(code))]
    return [body for body in bodies if isinstance(body, Printed)]


def text_of(path: Path) -> str:
    return texts(path.read_bytes())[0]


def test_a_reprint_repeats_the_number_and_takes_none(desk: Desk, tmp_path: Path) -> None:
    """docs/adr/0023: taken once, by the first printing, to a file or on a printer."""
    out, printer = tmp_path / "r.pdf", RecordingPrinter(tmp_path / "printer")
    first, second = (str(arrive(desk, ref=ref).code) for ref in ("one", "two"))
    assert issue(desk, first, "receipt", out).number == "41/TTPVHCC"
    assert "41/TTPVHCC" in text_of(out)
    assert print_paper(desk, second, "receipt", printer).number == "42/TTPVHCC"
    assert print_paper(desk, first, "receipt", printer).number == "41/TTPVHCC"
    assert "41/TTPVHCC" in texts(printer.pdf(printer.papers()[1]))[0]
    taken = [(one.number, one.sequence, bool(one.lease)) for one in prints(desk, first)]
    assert taken == [("41/TTPVHCC", 41, True), ("41/TTPVHCC", 0, False)]
    detail = desk.store.audit_lines(desk.find(first))[0].detail
    assert detail is not None
    assert detail["number"] == "41/TTPVHCC"
    assert verify(desk.store).problems == []


def test_a_paper_without_a_number_keeps_its_dots(tmp_path: Path) -> None:
    """Without a lease it is issued with dots; numbers that come later are for other papers."""
    out = tmp_path / "r.pdf"
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk).code)
        assert issue(desk, code, "receipt", out).number == ""
        lease_slips(desk.store, 41, 60)
        assert issue(desk, code, "receipt", out).number == ""
        assert "/TTPVHCC" not in text_of(out).replace("…/TTPVHCC", "")
        assert [one.number for one in prints(desk, code)] == ["", ""]


def test_drafts_and_previews_take_no_number_and_show_none(tmp_path: Path) -> None:
    """What is not recorded must not bear a number that another paper gets."""
    with open_desk(tmp_path / "desk", numbers=0) as desk:
        lease_slips(desk.store, 41, 60)
        reference = arrive(desk).reference
        draft = issue(desk, reference, "receipt", tmp_path / "d.pdf")
        assert (draft.draft, draft.number) == (True, "")
        seen = texts(preview_paper(desk, reference, "receipt"))[0]
        assert "41/" not in text_of(tmp_path / "d.pdf") + seen
        assert desk.store.peek_slip(slip_series(SlipKind.RECEIPT, COMMUNE, MORNING.year)) == 41


def test_forms_of_residence_take_no_number_of_the_commune(desk: Desk, tmp_path: Path) -> None:
    """CT04 says "…/TNHS": a number of the police, whom nobody leases any for."""
    lease(desk.store, 5, agency=POLICE)
    came = arrive(desk, procedure=RESIDENCE, paper_exception="công dân cao tuổi")
    issued = issue(desk, str(came.code), "receipt", tmp_path / "r.pdf")
    assert (issued.draft, issued.number) == (False, "")


def test_a_printer_that_is_off_takes_no_number(desk: Desk, tmp_path: Path) -> None:
    """A gap in the series needs a reason that an inspector can read."""
    printer = RecordingPrinter(tmp_path / "printer")
    printer.fail_next(Trouble.OFFLINE)
    code = str(arrive(desk).code)
    with pytest.raises(EnvironmentFault):
        print_paper(desk, code, "receipt", printer)
    assert issue(desk, code, "receipt", tmp_path / "r.pdf").number == "41/TTPVHCC"


def test_a_number_that_somebody_else_took_meanwhile_is_not_printed_twice(desk: Desk) -> None:
    """Two papers are made at once: the later one is made anew."""
    kind = paper_kind("receipt", "A4")
    first, second = (
        make_paper(desk, str(arrive(desk, ref=ref).code), kind, size="A4") for ref in ("one", "two")
    )
    assert first.number == second.number == "41/TTPVHCC"
    record_printing(desk, first, "pdf")
    with pytest.raises(Refusal) as caught:
        record_printing(desk, second, "pdf")
    assert caught.value.code == "changed_meanwhile"
    again = make_paper(desk, second.title, kind, size="A4")
    assert again.number == "42/TTPVHCC"


def test_a_paper_made_before_midnight_is_not_recorded_after_it(tmp_path: Path) -> None:
    """Its date and the year of its number stand on it already; a reprint would have others."""
    clock = FixedClock(datetime(2026, 12, 31, 23, 59, 59, tzinfo=VIETNAM))
    with open_desk(tmp_path / "desk", clock=clock) as desk:
        lease_slips(desk.store, 41, 60)
        reference = arrive(desk, received="2026-12-31T16:00", late_reason="nhập sau").reference
        form = "receipt" if desk.dossier(reference).code else "unnumbered"
        made = make_paper(desk, reference, paper_kind(form, "A4"), size="A4")
        clock.advance(timedelta(seconds=2))
        with pytest.raises(Refusal) as caught:
            record_printing(desk, made, "pdf")
        assert caught.value.code == "changed_meanwhile"
        assert desk.dossier(reference).prints == {}


def test_a_replaced_receipt_is_a_new_paper_with_its_own_number(desk: Desk, tmp_path: Path) -> None:
    """No reprint of the old one, whose number stands on the slip that explains it."""
    out = tmp_path / "r.pdf"
    code = str(arrive(desk, procedure="1.004884", ref="a").code)
    assert issue(desk, code, "receipt", out).number == "41/TTPVHCC"
    issue(desk, code, "receipt", out)
    assert "In lại" in text_of(out)
    old = text_of(out)
    change_procedure(desk, code, "1.004873", "chọn nhầm thủ tục")
    issued = issue(desk, code, "receipt", out)
    assert (issued.nth, issued.number) == (1, "42/TTPVHCC")
    new = text_of(out)
    assert "In lại" not in new
    assert "tình trạng hôn nhân" in new
    assert "tình trạng hôn nhân" not in old
    issue(desk, code, "replaced", out)
    slip = text_of(out)
    assert "41/TTPVHCC" in slip
    assert "chọn nhầm thủ tục" in slip
    assert [body.stands_for for body in prints(desk, code)[:2]] == ["", ""]
    assert prints(desk, code)[2].stands_for == desk.dossier(code).receipt_event
    assert verify(desk.store).problems == []


def test_the_receipt_of_an_annulled_dossier_is_not_printed(desk: Desk, tmp_path: Path) -> None:
    """Nothing leaves the desk, no number is taken."""
    code = str(arrive(desk, ref="a").code)
    annul(desk, code, "nhập hai lần")
    before = desk.store.events(desk.find(code))
    target = tmp_path / "r.pdf"
    with pytest.raises(Refusal, match="annulled"):
        issue(desk, code, "receipt", target)
    assert not target.exists()
    printer = RecordingPrinter(tmp_path / "printer")
    with pytest.raises(Refusal, match="annulled"):
        print_paper(desk, code, "receipt", printer)
    assert printer.papers() == []
    assert desk.store.events(desk.find(code)) == before
    assert desk.store.peek_slip(slip_series(SlipKind.RECEIPT, COMMUNE, MORNING.year)) == 41
