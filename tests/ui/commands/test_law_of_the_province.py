"""The law's data that an administrator puts into ``<data>/law`` counts in every verb."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.catalogue.made_up import entry, write
from tests.ui.commands.command_line import Finished, run

NEW = "1.999999"
RATE = '[[rate]]\nkey = "made_up"\namount = {amount}\nvalid_from = 2020-01-01\nbasis = "NQ HĐND"\n'
CHARGE = (
    'fees = [{ name = "Lệ phí thử", kind = "le_phi", basis = "NQ HĐND",'
    ' charge = { type = "local", key = "made_up" } }]'
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with one procedure of the province."""
    write(tmp_path / "law" / "catalogue", "ours.toml", entry(NEW, "2026-01-01", more=CHARGE))
    return tmp_path


def verb(data: Path, *words: str) -> Finished:
    return run(*words, "--data", data, "--as-of", "2026-11-23T09:00")


def test_a_procedure_of_the_province_is_found_and_counted(data: Path) -> None:
    """Found beside the program's own; due by its own time limit."""
    assert verb(data, "procedures", NEW)["total"] == 1
    assert verb(data, "procedures", "1.001193")["total"] == 1
    due = verb(data, "due", "--received", "2026-11-23T09:00", "--procedure", NEW)
    assert due["due"].startswith("2026-11-27")  # the 24th is a holiday
    assert verb(data, "procedure", NEW)["legal_basis"] == ["QĐ công bố"]


@pytest.mark.parametrize("name", ["law/fees.toml", "local_fees.toml"])
def test_amounts_of_the_council_are_read_from_either_place(data: Path, name: str) -> None:
    """Desks that had their file before there was the folder go on with it."""
    write((data / name).parent, Path(name).name, RATE.format(amount=7000))
    assert verb(data, "fee", "--procedure", NEW)["total"] == 7000


def test_amounts_in_both_places_are_refused(data: Path) -> None:
    """Which of the two counts is not for the program to guess."""
    write(data / "law", "fees.toml", RATE.format(amount=7000))
    write(data, "local_fees.toml", RATE.format(amount=8000))
    refused = verb(data, "fee", "--procedure", NEW)
    assert (refused.status, refused["error"]["code"]) == (1, "bad_data")
    assert "law/fees.toml" in refused["error"]["message"]
    assert "local_fees.toml" in refused["error"]["message"]


@pytest.mark.parametrize("words", [("procedures", ""), ("procedure", NEW), ("due", "--received",
    "2026-11-23T09:00", "--procedure", NEW), ("fee", "--procedure", NEW)])  # fmt: skip
def test_a_fault_in_the_provinces_data_stops_every_verb(data: Path, words: tuple[str, ...]) -> None:
    """Never half a law: the file, the entry and the field are told."""
    path = write(data / "law" / "catalogue", "spoilt.toml", entry("1.5", "2026-01-01"))
    refused = verb(data, *words)
    assert refused.status == 1
    assert refused["error"]["field"] == "procedure[0].code"
    assert str(path) in refused["error"]["message"]


def test_the_doctor_tells_a_fault_in_the_provinces_data(data: Path) -> None:
    """It goes on to the other checks."""
    write(data / "law" / "catalogue", "spoilt.toml", "not toml")
    found = {check["name"]: check for check in verb(data, "doctor")["checks"]}
    assert found["catalogue"]["state"] == "problem"
    assert "spoilt.toml" in found["catalogue"]["detail"]
    assert found["calendar"]["state"] == "ok"
