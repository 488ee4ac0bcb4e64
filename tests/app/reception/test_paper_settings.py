"""Where each kind of paper is printed: what is kept, what falls back, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.accounts.roles import Role
from app.errors import InvalidInput, Refusal
from app.reception.counter_settings import (
    choose_paper,
    choose_printer,
    counter_settings,
    paper_settings,
)
from app.reception.paper_settings import PaperGroup, PaperSetting
from tests.desks import open_desk

A4 = PaperSetting("cups:Canon", tray="tray-2", size="A5", copies=2)


def test_a_counter_with_one_printer_prints_every_sheet_on_it(tmp_path: Path) -> None:
    """What was chosen before there were kinds goes on to count; rolls and labels have no printer
    that could take them."""
    with open_desk(tmp_path / "desk") as desk:
        choose_printer(desk, "cups:Canon")
        settings = paper_settings(desk.store)
        for group in (PaperGroup.RECEIPTS, PaperGroup.FORMS, PaperGroup.LISTS):
            assert settings.of(group).printer == "cups:Canon"
        for group in (PaperGroup.ROLLS, PaperGroup.LABELS):
            assert settings.of(group).printer == ""


def test_each_kind_keeps_its_own_after_a_restart(tmp_path: Path) -> None:
    """The log says who chose what; the same again is no change."""
    with open_desk(tmp_path / "desk") as desk:
        choose_printer(desk, "cups:HP")
        choose_paper(desk, PaperGroup.FORMS, A4)
        choose_paper(desk, PaperGroup.FORMS, A4)
        logged = [line for line in desk.store.audit_lines() if line.subject == "papers.forms"]
        assert len(logged) == 1
    with open_desk(tmp_path / "desk") as desk:
        settings = paper_settings(desk.store)
        assert settings.own(PaperGroup.FORMS) == A4
        assert settings.of(PaperGroup.RECEIPTS) == PaperSetting("cups:HP")


def test_the_receipts_printer_is_the_counters(tmp_path: Path) -> None:
    """One setting, whoever reads it."""
    with open_desk(tmp_path / "desk") as desk:
        choose_paper(desk, PaperGroup.RECEIPTS, A4)
        assert counter_settings(desk.store).printer == "cups:Canon"
        choose_printer(desk, "cups:HP")
        assert paper_settings(desk.store).own(PaperGroup.RECEIPTS).printer == "cups:HP"
        assert paper_settings(desk.store).own(PaperGroup.RECEIPTS).copies == 2


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "no json",
        "[]",
        '{"receipts": 3}',
        '{"later": {"copies": 2}}',
        '{"forms": {"size": "B"}}',
    ],
)
def test_what_cant_be_read_was_not_chosen(tmp_path: Path, stored: str) -> None:
    """A later version's words, or a text that was damaged, stop nobody from printing."""
    with open_desk(tmp_path / "desk") as desk:
        desk.store.set_setting("papers", stored)
        assert paper_settings(desk.store).of(PaperGroup.FORMS) == PaperSetting()


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        (PaperSetting("usb:Canon"), "bad_printer"),
        (PaperSetting("cups:a", tray="x" * 200), "bad_tray"),
        (PaperSetting("cups:a", size="Letter"), "unknown_size"),
        (PaperSetting("cups:a", copies=0), "bad_copies"),
        (PaperSetting("cups:a", copies=21), "bad_copies"),
    ],
)
def test_what_can_be_no_setting_is_refused(
    tmp_path: Path, setting: PaperSetting, code: str
) -> None:
    """Before anything is written."""
    with open_desk(tmp_path / "desk") as desk:
        with pytest.raises(InvalidInput) as refused:
            choose_paper(desk, PaperGroup.LABELS, setting)
        assert refused.value.code == code
        assert paper_settings(desk.store).own(PaperGroup.LABELS) == PaperSetting()


def test_who_only_reads_chooses_no_printer_for_a_paper(tmp_path: Path) -> None:
    """An inspector changes nothing at the counter."""
    with open_desk(tmp_path / "desk", roles=frozenset({Role.INSPECTOR})) as desk:
        with pytest.raises(Refusal) as refused:
            choose_paper(desk, PaperGroup.FORMS, A4)
        assert refused.value.code == "not_permitted"


@pytest.mark.parametrize(
    "printer",
    [
        "ipp:ipp://127.0.0.1:8631/ipp/print",
        "escpos:tcp://127.0.0.1:9100?model=80mm",
        "zpl:tcp://127.0.0.1:9100?model=zebra-203",
        "tspl:usb:///dev/usb/lp0?model=tspl-203",
        "recording:/tmp/papers",
    ],
)
def test_printers_by_address_can_be_chosen(tmp_path: Path, printer: str) -> None:
    """Network, thermal and label printers; the recording one for training."""
    with open_desk(tmp_path / "desk") as desk:
        assert choose_printer(desk, printer).printer == printer
