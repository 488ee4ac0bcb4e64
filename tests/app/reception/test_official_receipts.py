"""An official receipt is recorded with the money that it is for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.dossier.events import FeeCollected, OfficialReceipt
from app.dossier.evolve import read_body
from app.errors import InvalidInput
from app.reception.change import collect_fee, receipt_warnings
from app.reception.desk import Desk
from tests.app.reception.test_receiving import arrive
from tests.desks import open_desk
from tests.ui.commands.command_line import run

RECEIPT = OfficialReceipt("0000123", "01BLP0-001", "AA-26E", "Kho bạc mẫu")


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        yield desk


def test_the_receipt_stands_in_the_event_and_in_the_dossier(desk: Desk) -> None:
    """Mẫu số, ký hiệu and số as their provider issued them; the store can be rebuilt from it."""
    dossier = arrive(desk, copies=3).dossier
    collect_fee(desk, dossier, 2_000, "cash", official=RECEIPT)
    state = collect_fee(desk, dossier, 4_000, "transfer")
    assert state.receipts == (RECEIPT,)
    bodies = [read_body(one.event) for one in desk.store.events(dossier)]
    collected = [body for body in bodies if isinstance(body, FeeCollected)]
    assert [body.official for body in collected] == [RECEIPT, None]
    desk.store.rebuild()
    again = desk.store.dossier(dossier)
    assert again is not None
    assert again.receipts == (RECEIPT,)


def test_a_wrong_receipt_takes_no_money(desk: Desk) -> None:
    """Also where it does not come from the form."""
    dossier = arrive(desk).dossier
    with pytest.raises(InvalidInput) as caught:
        collect_fee(desk, dossier, 2_000, "cash", official=OfficialReceipt("số 5"))
    assert caught.value.field == "receipt_number"
    assert desk.dossier(dossier).collected == 0


def test_a_number_that_was_typed_before_is_a_warning(desk: Desk) -> None:
    """One receipt can be for two dossiers of a person: it is told, never refused."""
    first, second = arrive(desk, ref="s1"), arrive(desk, ref="s2")
    collect_fee(desk, first.dossier, 1_000, "cash", official=RECEIPT)
    assert receipt_warnings(desk, RECEIPT) == []
    assert receipt_warnings(desk, None) == []
    other = OfficialReceipt("0000123", "01BLP0-001", "AB-26E", "Kho bạc mẫu")
    collect_fee(desk, second.dossier, 500, "cash", official=other)
    assert receipt_warnings(desk, other) == []
    same = OfficialReceipt("123", "01BLP0-001", "AA-26E", "Kho bạc mẫu")
    state = collect_fee(desk, second.dossier, 500, "cash", official=same)
    [warning] = receipt_warnings(desk, same)
    assert f"{first.code}, {second.code}" in warning
    assert state.collected == 1_000


def test_the_verb_records_and_shows_it(tmp_path: Path) -> None:
    """collect … --receipt-number; dossier CODE has it in its fees."""
    data, keys = tmp_path / "desk", tmp_path / "desk.key"
    with open_desk(data) as desk:
        first, second = arrive(desk, ref="s1").code, arrive(desk, ref="s2").code
    common = ("--data", data, "--key-file", keys, "--as-of", "2026-11-23T10:00")
    words = ("--receipt-number", "0000123", "--receipt-serial", "aa-26e", "--provider", "Kho bạc")
    document = run(*common, "collect", first, "--amount", "2000", *words)
    receipt = {"number": "0000123", "serial": "AA-26E", "provider": "Kho bạc"}
    assert (document["receipts"], document["warnings"]) == ([receipt], [])
    assert len(run(*common, "collect", second, "--amount", "1000", *words)["warnings"]) == 1
    assert run(*common, "dossier", first)["fees"]["receipts"] == [receipt]
    refused = run(*common, "collect", second, "--amount", "1000", "--receipt-serial", "AA-26E")
    assert (refused.status, refused["error"]["field"]) == (1, "receipt_number")
    plain = run(*common, "collect", second, "--amount", "1000")
    assert (plain["collected"], plain["receipts"]) == (2_000, [receipt])
