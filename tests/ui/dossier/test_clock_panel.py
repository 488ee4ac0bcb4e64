"""The clock on the dossier's page: what it does, the dates that count, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.processing.acts import (
    apologise,
    close,
    extend,
    request_supplement,
    resolve,
    resume,
    suspend,
)
from app.reception.desk import Desk
from app.reception.register import Received
from tests.ui.dossier.test_dossier_page import part, shown
from tests.ui.listing.place import BIRTH, Place, press
from ui.dossier.clock_panel import ClockPanel
from ui.dossier.dossier_page import DossierPage

SIGNER = "Trần Văn Ký"
MARRIAGE_STATUS = "1.004873"


def clock(page: DossierPage) -> ClockPanel:
    return part(page, ClockPanel)


def receive(place: Place) -> Received:
    """At 8:30; half an hour later something happens."""
    received = place.receive(procedure=MARRIAGE_STATUS)
    place.clock.advance(timedelta(minutes=30))
    return received


def _awaits(desk: Desk, code: str) -> None:
    request_supplement(desk, code, ["Giấy A"], "Thiếu giấy A")


def _verifies(desk: Desk, code: str) -> None:
    suspend(desk, code, "verification", "Xác minh nơi cư trú")


def _waits_for_payment(desk: Desk, code: str) -> None:
    suspend(desk, code, "obligation", "Nghĩa vụ tài chính", amount=50_000)


def _has_result(desk: Desk, code: str) -> None:
    resolve(desk, code, "granted")


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (lambda desk, code: None, "Running, in time"),
        (_awaits, "Papers are awaited until Tuesday 08/12/2026"),
        (_verifies, "Stands still for verification since 09:00 Monday 23/11/2026"),
        (
            _waits_for_payment,
            "Stands still until the citizen has paid, since 09:00 Monday 23/11/2026",
        ),
        (_has_result, "Resolved before the due day"),
    ],
)
def test_what_the_clock_does_stands_in_words(
    place: Place, act: Callable[[Desk, str], object], state: str
) -> None:
    """NĐ 118/2025 Đ.19.5, VBHN401 Đ.3.4, TT 09/2026."""
    received = receive(place)
    act(place.desk, received.dossier)
    page = shown(place, received.dossier)
    assert clock(page).state_text() == state


def test_a_date_that_was_moved_stands_beside_the_first_one(place: Place) -> None:
    """The receipt in the citizen's hand says the first; what moved it is told."""
    received = receive(place)
    suspend(place.desk, received.dossier, "verification", "Xác minh")
    place.clock.advance(timedelta(days=2))
    resume(place.desk, received.dossier, "verification")
    page = shown(place, received.dossier)
    facts = dict(clock(page).facts())
    assert facts["First due"].endswith("27/11/2026")
    assert facts["Due now"].endswith("30/11/2026")
    assert facts["Verification"] == "09:00 Monday 23/11/2026 to 09:00 Wednesday 25/11/2026"


def test_a_suspension_of_one_day_names_the_day_once(place: Place) -> None:
    """While it lasts the state tells of it, and nothing tells it again."""
    received = receive(place)
    _verifies(place.desk, received.dossier)
    page = shown(place, received.dossier)
    assert "Verification" not in dict(clock(page).facts())
    place.clock.advance(timedelta(hours=2))
    resume(place.desk, received.dossier, "verification")
    page.show_dossier(received.dossier)
    place.settle()
    assert dict(clock(page).facts())["Verification"] == "09:00 to 11:00 Monday 23/11/2026"


def test_an_extension_and_an_apology_are_told(place: Place) -> None:
    """The one sets the due time, once; by the other nothing is judged (Đ.19.6)."""
    received = receive(place)
    extend(place.desk, received.dossier, "2026-11-30", "Chờ xác minh", SIGNER)
    apologise(place.desk, received.dossier, "2026-12-02", "Chậm xác minh", SIGNER)
    page = shown(place, received.dossier)
    facts = dict(clock(page).facts())
    assert facts["Due now"].endswith("30/11/2026")
    assert facts["Extension"] == "put off once; a second time can't be"
    assert facts["Apology"].startswith("promised for ")
    assert "02/12/2026" in facts["Apology"]


def test_the_day_from_which_it_can_be_closed_is_told_then_that_it_is_closed(place: Place) -> None:
    """After 15 days (Đ.19.5)."""
    received = receive(place)
    _awaits(place.desk, received.dossier)
    page = shown(place, received.dossier)
    assert dict(clock(page).facts())["Can be closed from"] == "Wednesday 09/12/2026"
    place.clock.advance(timedelta(days=20))
    close(place.desk, received.dossier, "Không bổ sung")
    page.show_dossier(received.dossier)
    place.settle()
    assert clock(page).state_text() == "Closed: the papers did not come"


def test_why_is_unfolded_by_its_button_and_folded_for_the_next_dossier(place: Place) -> None:
    """The sentences can be read out; another dossier begins folded."""
    received = receive(place)
    _verifies(place.desk, received.dossier)
    page = shown(place, received.dossier)
    panel = clock(page)
    assert panel.trace() == []
    panel.why.setFocus()
    press(Qt.Key.Key_Return)
    assert any("tạm dừng tính thời hạn để xác minh" in line for line in panel.trace())
    page.show_dossier(receive(place).dossier)
    place.settle()
    assert panel.trace() == []
    assert panel.state_text() == "Running, in time"


def test_a_dossier_without_a_code_has_no_running_clock(place: Place) -> None:
    """There is no clock before the number (Đ.17.3)."""
    received = place.receive(procedure=BIRTH, resolver="H26.999")
    assert received.code is None
    page = shown(place, received.dossier)
    assert clock(page).state_text() == "Not started: the dossier has no code yet"
