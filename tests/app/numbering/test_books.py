"""Names of the desk's books, and how a certification book is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.dossier.desk_events import CERTIFICATION_KINDS
from app.errors import InvalidInput
from app.numbering.books import load_certification_books, tracking_key

DAY = date(2026, 11, 23)
ENTRY = """
[[book]]
kind = "{kind}"
valid_from = {since}
text = "{text}"
basis = "x"
confidence = "L"
"""


def entry(kind: str = "copy", since: str = "2020-01-01", text: str = "{volume}-SCT/BS") -> str:
    return ENTRY.format(kind=kind, since=since, text=text)


def test_every_kind_of_certification_has_a_book() -> None:
    """Quyển số 01-SCT/BS: volume and sign of the book."""
    books = load_certification_books()
    names = [books.name(kind, 1, DAY) for kind in CERTIFICATION_KINDS]
    assert names[0] == "01-SCT/BS"
    assert len(set(names)) == len(CERTIFICATION_KINDS)
    assert books.name("copy", 12, DAY) == "12-SCT/BS"


def test_the_year_stands_in_it_where_the_data_say_so(tmp_path: Path) -> None:
    """Some write 01/2026-SCT/BS."""
    path = tmp_path / "books.toml"
    path.write_text(entry(text="{volume}/{year}-SCT/BS"), encoding="utf-8")
    assert load_certification_books(path).name("copy", 1, DAY) == "01/2026-SCT/BS"


@pytest.mark.parametrize(("kind", "on"), [("x", DAY), ("copy", date(2010, 1, 1))])
def test_a_kind_or_day_without_a_book_is_said(kind: str, on: date) -> None:
    """Never a made-up name."""
    with pytest.raises(InvalidInput, match="no_book"):
        load_certification_books().name(kind, 1, on)


@pytest.mark.parametrize(
    "text",
    [
        entry(text="SCT/BS"),
        entry(text="{volume}{volume}"),
        entry(text="{volume}{number}"),
        entry(kind="other"),
        entry() + entry(since="2026-01-01"),
    ],
)
def test_wrong_data_are_refused_by_file_and_field(tmp_path: Path, text: str) -> None:
    """As every file of dated data."""
    path = tmp_path / "books.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match="bad_data"):
        load_certification_books(path)


def test_a_fields_book_is_found_however_the_field_is_typed() -> None:
    """Composed or decomposed letters, any blanks."""
    decomposed = "Cho\u031b\u0301ng"
    assert tracking_key(f" {decomposed}  x") == tracking_key("Ch\u01a1\u0301ng x")
    assert tracking_key("Hộ tịch") != tracking_key("Chứng thực")
