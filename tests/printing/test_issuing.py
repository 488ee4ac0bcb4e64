"""Issuing: the paper and its record say the same, whoever else is at work."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock.time import FixedClock
from app.errors import InvalidInput, Refusal
from app.store.verify import verify
from printing.issuing import issue
from tests.app.reception.test_receiving import arrive
from tests.desks import open_desk
from tests.printing.pdf_reading import texts


def test_two_threads_that_print_at_once_do_not_both_print_the_first(tmp_path: Path) -> None:
    """What stands on a paper ("In lại lần n") is what was recorded of it."""
    gate = threading.Barrier(4)
    issued: list[int] = []
    refused: list[str] = []
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk, ref="p").code)

        def print_it(out: Path) -> None:
            gate.wait()
            try:
                issued.append(issue(desk, code, "receipt", out).nth)
            except Refusal as error:
                refused.append(error.code)

        threads = [
            threading.Thread(target=print_it, args=(tmp_path / f"{index}.pdf",))
            for index in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(issued) == list(range(1, len(issued) + 1))
        assert set(refused) <= {"changed_meanwhile"}
        assert len(issued) + len(refused) == 4
        assert desk.dossier(code).prints == {"receipt": len(issued)}
        assert len(list(tmp_path.glob("*.pdf"))) == len(issued)
        assert verify(desk.store).problems == []


def test_a_reprint_is_as_first_issued(tmp_path: Path) -> None:
    """Each paper by the day it is issued; a reprint keeps that day and says which one it is."""
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk).code)
        issue(desk, code, "receipt", tmp_path / "first.pdf")
        assert isinstance(desk.clock, FixedClock)
        desk.clock.advance(timedelta(days=2))
        issue(desk, code, "receipt", tmp_path / "second.pdf")
    [first] = texts((tmp_path / "first.pdf").read_bytes())
    [second] = texts((tmp_path / "second.pdf").read_bytes())
    assert "ngày 23 tháng 11 năm 2026" in second
    assert "ngày 25 tháng 11 năm 2026" not in second
    assert "In lại lần 1" in second
    assert "In lại" not in first


def test_what_a_killed_printing_left_goes_away_with_the_next(tmp_path: Path) -> None:
    """No paper with personal data lies about under a hidden name."""
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk).code)
        out = tmp_path / "papers" / f"{code}.pdf"
        out.parent.mkdir()
        for left in (f".{out.name}.new", f"..{out.name}.new.0123456789ab.tmp"):
            (out.parent / left).write_bytes(b"half a paper")
        issue(desk, code, "receipt", out)
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_a_place_that_can_hold_no_file_is_refused_before_the_print_is_recorded(
    tmp_path: Path,
) -> None:
    """Bad input: which field and why; nothing is counted."""
    with open_desk(tmp_path / "desk") as desk:
        code = str(arrive(desk).code)
        for place, why in ((tmp_path, "not_a_file"), (tmp_path / "no" / "x.pdf", "no_folder")):
            with pytest.raises(InvalidInput) as caught:
                issue(desk, code, "receipt", place)
            assert (caught.value.code, caught.value.field) == (why, "pdf")
        assert desk.dossier(code).prints == {}
