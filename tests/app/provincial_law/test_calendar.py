"""Import of years: what changes without a day that changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.calendar.working_calendar import load_calendar
from app.dated_data.toml_table import RESOURCES
from app.provincial_law.calendar import propose_calendar
from app.provincial_law.folder import LawFolder
from app.provincial_law.proposal import Proposal

YEAR = (RESOURCES / "calendar/2027.toml").read_text("utf-8")


def proposed(folder: LawFolder, text: str) -> Proposal:
    return propose_calendar(
        folder, text.encode(), name="2027.toml", calendar=load_calendar(), desk=None
    )


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (YEAR.replace("provisional = true", "provisional = false"), "không còn là dự kiến"),
        (f"{YEAR}\n# Công văn mẫu\n", "chỉ căn cứ"),
    ],
)
def test_a_year_with_the_same_days_is_written_all_the_same(
    tmp_path: Path, text: str, note: str
) -> None:
    """The decision that confirms a computed year changes no day; it is no longer provisional."""
    folder = LawFolder(tmp_path / "law")
    proposal = proposed(folder, text)
    assert proposal.difference == []
    [said] = proposal.notes
    assert (said.code, note in said.text) == ("2027", True)
    assert [path.name for path in proposal.accept(proposal.id)] == ["2027.toml"]
    new = load_calendar(province=folder.calendar)
    assert new.is_provisional(2027) == ("provisional = true" in text)


def test_a_year_that_is_in_force_already_is_not_written(tmp_path: Path) -> None:
    """Byte for byte what the program has."""
    folder = LawFolder(tmp_path / "law")
    proposal = proposed(folder, YEAR)
    assert not proposal.changes_law
    assert proposal.accept(proposal.id) == []
    assert not folder.path.exists()
