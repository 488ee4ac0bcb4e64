"""The history tells what happened, in order and in people's words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from app.accounts.roles import Role
from app.dossier.desk_events import COPY, ReturnedPaper
from app.dossier.events import Referred
from app.numbering.receipt_mark import KnownKey
from app.processing.annulling import annul
from app.processing.certifying import PaperToCertify, certify
from app.processing.changing_procedure import change_procedure
from app.processing.desk_acts import return_result
from app.processing.refunding import refund_fee
from app.reception.change import attach_pages, collect_fee, correct
from app.reception.view_dossier import view_dossier
from app.store.records import StoredProblem
from printing.issuing import issue
from tests.app.reception.test_receiving import page as scanned_page
from tests.app.store.rig import OtherDesk, feed_item
from tests.ui.listing.place import COPIES, Place
from ui.dossier.history import LOOK, timeline
from ui.dossier.history_words import HistoryWords
from ui.dossier.reading import look_again, look_at, refused_correction


def told(place: Place, dossier: str) -> list[tuple[str, tuple[str, ...]]]:
    reading = look_again(place.desk, dossier)
    words = HistoryWords()
    application = reading.view.state.application
    entries = [words.tell(entry, application) for entry in reading.entries]
    return [(entry.title, entry.lines) for entry in entries]


def test_a_dossiers_life_in_words(place: Place, tmp_path: Path) -> None:
    """Received, numbered, scanned, printed, printed again, paid, corrected; the newest first."""
    dossier = place.receive(pages=5, procedure=COPIES).dossier
    state = place.desk.store.dossier(dossier)
    assert state is not None
    assert state.application is not None
    component = state.application.components[0]
    attach_pages(place.desk, dossier, component.component, [scanned_page(), scanned_page(grey=9)])
    for _ in range(2):
        issue(place.desk, dossier, "receipt", tmp_path / "r.pdf")
    collect_fee(place.desk, dossier, 4_000, "cash", "Trần Văn Ước")
    collect_fee(place.desk, dossier, 1_000, "transfer")
    correct(place.desk, dossier, {"submitter.phone": "0900000002"}, "Công dân báo số mới")
    assert told(place, dossier) == [
        ("Corrected: Công dân báo số mới", ("Phone of the submitter: “” → “0900000002”",)),
        ("1.000 đ collected by transfer", ()),
        ("4.000 đ collected in cash", ("Paid by Trần Văn Ước",)),
        ("Reprint 1: receipt", ()),
        ("Printed: receipt", ()),
        (f"2 pages of {component.name}", ()),
        (f"Code {state.code}", ("Due at 17:00 Monday 23/11/2026",)),
        ("Received the dossier", ()),
    ]


def test_what_the_desk_did_itself_is_told(place: Place) -> None:
    """Certified, with that resolved, and given to the citizen; the newest first."""
    dossier = place.receive(procedure=COPIES).dossier
    certify(place.desk, dossier, [PaperToCertify(COPY, "Bằng lái xe")], "Lê Văn C")
    return_result(place.desk, dossier, [ReturnedPaper("Bản sao")], receiver="Trần Thị B")
    titles = [title for title, _ in told(place, dossier)]
    assert titles[:3] == ["Result given to Trần Thị B", "Resolved", "Certified: Bằng lái xe"]


def test_a_slip_and_a_late_entry_say_so(place: Place, tmp_path: Path) -> None:
    """What was printed before there is a code, and why it was typed later."""
    received = place.receive(received="2026-11-20T08:00:00+07:00", late_reason="Mất điện")
    assert received.code is None
    issue(place.desk, received.dossier, "unnumbered", tmp_path / "s.pdf")
    assert told(place, received.dossier) == [
        ("Printed: slip until the code comes", ()),
        ("Received the dossier", ("Typed in later: Mất điện",)),
    ]


def test_looks_of_one_officer_on_one_day_are_one_line(place: Place) -> None:
    """Who may know sees them, counted; something between begins another line."""
    dossier = place.receive().dossier
    for _ in range(3):
        place.clock.advance(timedelta(minutes=1))
        view_dossier(place.desk, dossier)
    place.clock.advance(timedelta(minutes=1))
    correct(place.desk, dossier, {"summary": "Bản sao bằng tốt nghiệp"}, "Bổ sung")
    place.clock.advance(timedelta(minutes=1))
    view_dossier(place.desk, dossier)
    looks = [(title, lines) for title, lines in told(place, dossier) if "Looked" in title]
    assert looks == [("Looked at", ()), ("Looked at (×3)", ())]


def test_an_officer_is_not_shown_who_looked(place: Place) -> None:
    """The log is for supervisors and inspectors."""
    dossier = place.receive().dossier
    view_dossier(place.desk, dossier)
    place.sign_in(Role.OFFICER)
    reading = look_at(place.workplace.desk, dossier)
    assert LOOK not in {entry.kind for entry in timeline(reading.view)}


def test_a_correction_that_was_refused_says_so_and_can_be_taken_up(place: Place) -> None:
    """What it wanted comes back into the form."""
    dossier = place.receive().dossier
    correct(place.desk, dossier, {"submitter.phone": "0900000002"}, "Công dân báo")
    event = place.set_aside("corrected", StoredProblem("changed", "Đã sửa ở Quầy 2."))
    title, lines = told(place, dossier)[0]
    assert title == "Corrected: Công dân báo"
    assert lines[-1] == "Not accepted"
    view = look_again(place.desk, dossier).view
    wanted = refused_correction(view, event)
    assert wanted is not None
    assert (wanted.values, wanted.reason) == ({"submitter.phone": "0900000002"}, "Công dân báo")
    opened = view.events[0].event.header.id
    assert refused_correction(view, opened) is None
    assert refused_correction(view, "no-event") is None


def test_what_was_undone_is_told(place: Place) -> None:
    """Another procedure, money back, annulled; the newest first."""
    dossier = place.receive(procedure=COPIES).dossier
    collect_fee(place.desk, dossier, 1_000, "cash")
    refund_fee(place.desk, dossier, 1_000, "thu thừa", receiver="Trần Thị B")
    annul(place.desk, dossier, "nhập hai lần")
    (annulled, why), (refunded, to), *_ = told(place, dossier)
    assert (annulled, why[0]) == ("Annulled", "nhập hai lần")
    assert (refunded, to[:2]) == ("1.000 đ given back", ("thu thừa", "To Trần Thị B"))


def test_another_procedure_is_told(place: Place) -> None:
    """With the new date."""
    dossier = place.receive(procedure="1.004884").dossier
    change_procedure(place.desk, dossier, "1.004873", "chọn nhầm")
    title, lines = told(place, dossier)[0]
    assert title.startswith("Procedure changed to Cấp Giấy xác nhận tình trạng hôn nhân")
    assert lines[:2] == ("chọn nhầm", "Due at 17:00 Friday 27/11/2026")


def test_a_clock_that_was_set_back_reorders_no_history(place: Place) -> None:
    """What came later stands above, whatever the clock said; each line keeps its own time."""
    dossier = place.receive().dossier
    place.clock.advance(timedelta(days=-400))
    correct(place.desk, dossier, {"sets": "2"}, "đếm lại")
    entries = look_again(place.desk, dossier).entries
    assert [entry.kind for entry in entries] == ["corrected", "registered", "opened"]
    assert entries[0].at < entries[-1].at


def test_an_entry_says_at_which_counter_it_was_made(place: Place) -> None:
    """Its own name, and that of another desk as soon as it is published."""
    dossier = place.receive().dossier
    assert {entry.counter for entry in look_again(place.desk, dossier).entries} == {"Quầy 1"}
    other = OtherDesk(place.clock)
    place.desk.store.keep_keys({9: KnownKey(other.installation, b"k" * 32, "Quầy 2")})
    body = Referred(at="2026-11-23T08:30", event="e", what="corrected", note="xem giúp")
    item = feed_item(1, other.event(dossier, body))
    place.desk.store.feed.apply(1, 1, [item], place.clock.now())
    [foreign] = [entry for entry in look_again(place.desk, dossier).entries if not entry.own]
    assert (foreign.counter, foreign.officer) == ("Quầy 2", "Người Khác")


def test_a_look_is_logged_once_and_a_refresh_is_none(place: Place) -> None:
    """The page brings itself up to date without a new line in the log."""
    dossier = place.receive().dossier
    look_at(place.desk, dossier)
    look_again(place.desk, dossier)
    assert place.looks() == 1
