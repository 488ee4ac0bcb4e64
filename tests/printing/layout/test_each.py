"""A layout that is set once for every row of a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import InvalidInput
from printing.layout.reading import layouts_of
from printing.layout.values import Places

PLACES = Places(frozenset({"desk"}), {"people": frozenset({"name"})})
FORM = """[[form]]
version = "X-1"
valid_from = 2020-01-01
source = "Mẫu thử"
name = "Giấy thử"
each = "people"
[[form.part]]
kind = "text"
text = "{name} tại {desk}"
"""


def test_the_values_of_its_row_are_its_own(tmp_path: Path) -> None:
    """Everywhere on the paper, not in lists and tables alone."""
    (tmp_path / "trial.toml").write_text(FORM, encoding="utf-8")
    [layout] = layouts_of("trial", PLACES, directory=tmp_path)
    assert layout.each == "people"


@pytest.mark.parametrize("each", ["nobody", ""])
def test_a_list_that_the_paper_has_not_is_refused(tmp_path: Path, each: str) -> None:
    """When the file is read, as every wrong name: the list, or what only its rows have."""
    (tmp_path / "trial.toml").write_text(FORM.replace("people", each), encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        layouts_of("trial", PLACES, directory=tmp_path)
    assert "giấy này không có" in caught.value.message
