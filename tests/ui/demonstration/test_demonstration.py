"""The demonstration: the main job, counted at the central; its store is a store like any other."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from msgspec import to_builtins

from app.identity.citizen_card import read_card
from tests.desks import calendar
from tests.ui.commands.command_line import Finished, run
from ui.demonstration.citizens import citizen, scanned_text
from ui.demonstration.sample_intake import ERRANDS, NEIGHBOUR, is_offline, visit

AS_OF = ("--as-of", "2026-11-24T09:00")


def demo(directory: Path, dossiers: int) -> Finished:
    return run("demo", "--headless", "--dossiers", dossiers, "--data", directory, *AS_OF)


def test_the_main_job_ends_whole(tmp_path: Path) -> None:
    """lost 0, duplicates 0, synced == registered; half of it without the network."""
    finished = demo(tmp_path / "d", 40)
    assert finished.status == 0
    assert finished["registered"] == finished["synced"] == finished["printed"] == 40
    assert finished["lost"] == finished["duplicates"] == finished["waiting"] == 0
    assert finished["queued_offline"] == 20
    assert finished["unnumbered_slips"] == finished["by_resolver"][NEIGHBOUR] > 0
    assert len(finished["by_resolver"]) == 3
    assert len(finished["receipts"]) == 40
    assert all(Path(path).read_bytes().startswith(b"%PDF") for path in finished["receipts"])


def test_a_second_run_resumes_to_n_in_all_and_the_store_stays_usable(tmp_path: Path) -> None:
    """docs/command-line.md."""
    directory = tmp_path / "d"
    demo(directory, 12)
    again = demo(directory, 20)
    assert again["registered"] == again["synced"] == again["printed"] == 20
    assert again["lost"] == again["duplicates"] == 0
    same = demo(directory, 20)
    assert same.document == again.document
    assert run("verify", "--data", directory, *AS_OF)["ok"] is True
    assert run("dossiers", "", "--data", directory, *AS_OF)["total"] == 20
    assert run("leases", "--data", directory)["leases"]


def test_a_second_run_with_fewer_visitors_still_counts_all(tmp_path: Path) -> None:
    """What an earlier run has received is neither lost nor too much."""
    demo(tmp_path / "d", 24)
    fewer = demo(tmp_path / "d", 2)
    assert fewer.status == 0
    assert fewer["registered"] == fewer["synced"] == 24


def test_without_a_directory_it_uses_a_new_one(tmp_path: Path) -> None:
    """Without --data in a fresh temporary store; --out gets the papers."""
    finished = run("demo", "--headless", "--dossiers", 2, "--out", tmp_path / "papers", *AS_OF)
    assert finished.status == 0
    assert len(list((tmp_path / "papers").glob("*.pdf"))) == 2


@pytest.mark.parametrize("dossiers", [0, -1, 100_000])
def test_a_number_out_of_range_names_itself(tmp_path: Path, dossiers: int) -> None:
    """Bad input: which field and why."""
    assert demo(tmp_path / "d", dossiers)["error"]["field"] == "dossiers"


def test_it_does_not_play_in_a_real_store(tmp_path: Path) -> None:
    """A demonstration's events never mix with real ones."""
    key = ("--key-file", tmp_path / "key")
    enrolled = run(
        "enrol", "--data", tmp_path / "real", *key, "--officer", "A", "--counter", "1",
        "--central", "http://127.0.0.1:9", "--code", "x", *AS_OF,
    )  # fmt: skip
    assert enrolled.status == 1
    finished = run("demo", "--headless", "--data", tmp_path / "real", *key, *AS_OF)
    assert finished["error"]["code"] == "real_store"


def test_the_sample_has_forty_citizens_eight_procedures_and_damaged_cards() -> None:
    """Card texts of the old and the new card, some damaged by a keyboard scanner."""
    texts = [scanned_text(index) for index in range(40)]
    assert len(set(texts)) == 40
    assert {len(text.strip().split("|")) for text in texts if "%" not in text} >= {7, 11}
    repairs = Counter(repair for text in texts for repair in read_card(text).repairs)
    assert len(repairs) >= 5
    assert len({errand.procedure for errand in ERRANDS}) == 8


@pytest.mark.parametrize("index", range(60))
def test_every_sample_card_reads_as_its_citizen(index: int) -> None:
    """A repaired text is the text of the card."""
    read, person = read_card(scanned_text(index)), citizen(index)
    assert read.name == person.name
    assert read.number == person.number
    assert read.birth == person.birth.isoformat()
    assert read.address == person.address
    assert read.warnings == type(read.warnings)(), to_builtins(read)


def test_visits_are_spread_over_office_hours_and_the_second_half_is_offline() -> None:
    """The same on every machine and every run."""
    day = date(2026, 11, 23)
    visits = [visit(index, 97, day=day, calendar=calendar()) for index in range(97)]
    times = [one.received_at for one in visits]
    assert times == sorted(times)
    assert sum(is_offline(index, 97) for index in range(97)) == 49
    spans = calendar().office_hours(day)
    assert all(any(start <= at.time() < end for start, end in spans) for at in times)


def test_a_demonstrations_store_is_usable_on_any_later_day(tmp_path: Path) -> None:
    """With --data the store stays usable by every verb: its day was played by its own clock."""
    directory = tmp_path / "d"
    demo(directory, 2)
    later = run("dossiers", "", "--data", directory)
    assert later["total"] == 2
    received = run(
        "register", "-", "--data", directory,
        stdin=b'[{"procedure": "2.000815", "name": "A", "id_number": "001090000001"}]',
    )  # fmt: skip
    assert received.status == 0, received.document
    assert received["registered"]
