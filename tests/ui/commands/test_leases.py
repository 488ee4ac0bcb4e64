"""``leases``: the desk's numbers, and a pad of emergency slips from the printer to the dossier."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.printing.pdf_reading import by_zxing, pages
from tests.ui.commands.test_a_desks_life import DeskByVerbs, _desk, row

desk = _desk


def test_a_desk_holds_numbers_of_codes_and_of_papers(desk: DeskByVerbs) -> None:
    """Asked for in one sync: kinds, agency and year."""
    desk.good("sync")
    held = desk.good("leases")["leases"]
    series = {(one["series"]["kind"], one["series"]["period"]) for one in held}
    assert ("dossier", "2026-11-23") in series
    assert {("supplement", "2026-01-01"), ("receipt_no", "2026-01-01")} <= series


def test_a_pad_is_printed_written_on_and_entered(desk: DeskByVerbs, tmp_path: Path) -> None:
    """Its QR is genuine before there is a dossier; the slip then is that dossier, once."""
    made = desk.good("leases", "pad", tmp_path / "pad.pdf", "--count", 3)
    assert len(set(made["slips"])) == 3
    desk.good("sync")
    drawn = pages((tmp_path / "pad.pdf").read_bytes())
    found = {text for page in drawn for text in by_zxing(page, "QRCode")}
    marks = sorted(found)
    assert len(marks) == 3
    for mark in marks:
        read = desk.good("read-code", mark)
        assert read["code"] in made["slips"]
        assert read["genuine"] is True
    late = {"received": "2026-11-22T09:00:00+07:00", "late_reason": "Mất điện"}
    entered = desk.register(row("a", slip=marks[0], **late), row("b", slip=marks[0], **late))
    assert [one["reference"] in made["slips"] for one in entered["registered"]] == [True]
    [refused] = entered["refused"]
    assert (refused["error"], refused["field"]) == ("pad_slip_used", "slip")
    assert desk.good("verify")["ok"] is True
    assert desk.good("sync")["set_aside"] == 0


@pytest.mark.parametrize(
    ("name", "count", "code"),
    [
        ("pad.pdf", 0, "out_of_range"),
        ("pad.pdf", 101, "out_of_range"),
        ("nowhere/pad.pdf", 1, "no_folder"),
        ("old.pdf", 1, "file_exists"),
    ],
)
def test_what_is_no_pad_reserves_nothing(
    desk: DeskByVerbs, tmp_path: Path, name: str, count: int, code: str
) -> None:
    """An earlier pad is never written over."""
    (tmp_path / "old.pdf").write_bytes(b"%PDF-1.7")
    refused = desk.run("leases", "pad", tmp_path / name, "--count", count)
    assert (refused.status, refused["error"]["code"]) == (1, code)
    made = desk.good("leases", "pad", tmp_path / "good.pdf", "--count", 1)
    assert made["slips"] == ["CHM-1-1"]
