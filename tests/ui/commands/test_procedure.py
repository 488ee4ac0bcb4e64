"""The verb ``procedure``."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from app.catalogue.catalogue import load_catalogue
from app.catalogue.procedure import Procedure
from tests.app.catalogue.made_up import abolished, entry, write
from tests.ui.commands.command_line import Finished, run

NOW = "2026-11-24T09:00"


def procedure(data: Path, *words: str) -> Finished:
    return run("procedure", *words, "--data", data, "--as-of", NOW)


def test_a_procedure_is_shown_with_all_that_is_known(tmp_path: Path) -> None:
    """Every field of the version in force, as the catalogue's files have it."""
    shown = procedure(tmp_path, "1.001193.000.00.00.H26")
    assert shown.status == 0
    [version] = [
        one
        for one in load_catalogue().versions("1.001193")
        if str(one.valid_from) == shown["valid_from"]
    ]
    fields = {name: shown[name] for name in Procedure.__struct_fields__}
    assert msgspec.convert(fields, Procedure) == version
    assert shown["in_force"] is True
    assert shown["on"] == "2026-11-24"
    assert shown["reception"] == "online_only"
    assert shown["deadline_words"].startswith("Trong ngày làm việc")
    assert shown["abolished"] is None


def test_the_versions_are_listed_by_their_first_day(tmp_path: Path) -> None:
    """The law of civil status changes on 1 March 2027: what comes can be seen today."""
    shown = procedure(tmp_path, "1.001193")
    begun = [version["valid_from"] for version in shown["versions"]]
    assert begun == sorted(begun)
    assert shown["versions"][-1] == {
        "valid_from": "2027-03-01",
        "valid_to": None,
        "name": "Đăng ký khai sinh",
    }
    assert procedure(tmp_path, "1.001193", "--on", "2027-03-01")["valid_from"] == "2027-03-01"


def test_what_has_ended_opens_in_its_time(tmp_path: Path) -> None:
    """A receipt of October 2025 is still in somebody's hands; today its last version is shown."""
    then = procedure(tmp_path, "2.001009", "--on", "2025-10-01")
    assert (then.status, then["in_force"]) == (0, True)
    today = procedure(tmp_path, "2.001009")
    assert (today.status, today["in_force"]) == (0, False)
    assert today["valid_to"] == "2025-10-31"
    refused = procedure(tmp_path, "2.001009", "--on", "2025-12-01")
    assert refused.status == 1
    assert refused["error"]["code"] == "unknown_procedure"
    assert "31/10/2025" in refused.errors


def test_what_has_not_begun_is_shown_as_not_in_force(tmp_path: Path) -> None:
    """The version that begins first."""
    write(tmp_path / "law" / "catalogue", "ours.toml", entry("1.999999", "2027-01-01"))
    shown = procedure(tmp_path, "1.999999")
    assert (shown["valid_from"], shown["in_force"]) == ("2027-01-01", False)


def test_an_abolition_is_shown_with_its_text(tmp_path: Path) -> None:
    """By whom and from when."""
    write(
        tmp_path / "law" / "catalogue",
        "ours.toml",
        entry("1.999999", "2020-01-01") + abolished("1.999999", "2026-11-01"),
    )
    shown = procedure(tmp_path, "1.999999")
    assert shown["in_force"] is False
    assert shown["abolished"] == {"code": "1.999999", "on": "2026-11-01", "basis": "NĐ 1/2026"}


@pytest.mark.parametrize(
    ("words", "field"),
    [(("9.999999",), "procedure"), (("",), "procedure"), (("1.001193", "--on", "never"), "on")],
)
def test_a_wrong_value_names_its_field(tmp_path: Path, words: tuple[str, ...], field: str) -> None:
    """Nobody knows the code; the day is none."""
    refused = procedure(tmp_path, *words)
    assert (refused.status, refused["error"]["field"]) == (1, field)


def test_wrong_usage_prints_nothing(tmp_path: Path) -> None:
    """Two codes are one too many."""
    finished = procedure(tmp_path, "1.001193", "1.000656")
    assert (finished.status, finished.document) == (2, None)
