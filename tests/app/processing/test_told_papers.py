"""Papers that a script lists: each field read, each fault named by its place."""

from __future__ import annotations

import json

import pytest

from app.dossier.desk_events import COPY, ReturnedPaper
from app.errors import InvalidInput
from app.processing.certifying import PaperToCertify
from app.processing.told_papers import read_papers_to_certify, read_returned_papers


def test_every_field_is_read() -> None:
    """Also behind the mark that PowerShell writes first."""
    told = [
        {"name": "Trích lục", "number": "5", "summary": "khai sinh", "copies": 2},
        {"name": "B"},
    ]
    data = b"\xef\xbb\xbf" + json.dumps(told).encode()
    assert read_returned_papers(data) == [
        ReturnedPaper("Trích lục", "5", "khai sinh", 2),
        ReturnedPaper("B"),
    ]
    copy = {"kind": "copy", "name": "Bằng", "pages": 2, "copies": 3, "on_paper": False}
    read = read_papers_to_certify(json.dumps([copy]).encode())
    assert read == [PaperToCertify(COPY, "Bằng", 2, 3, on_paper=False)]


WRONG = [
    (b"", "bad_json", "papers"),
    (b"\xff", "bad_json", "papers"),
    (b"[" * 100_000, "bad_json", "papers"),
    (b'{"name": "a"}', "bad_json", "papers"),
    (b"[" + b'{"name":"a"},' * 60 + b'{"name":"a"}]', "too_many", "papers"),
    (b'[{"name": "a"}, {}]', "bad_row", "papers[1].name"),
    (b'[{"name": "a", "copies": "2"}]', "bad_row", "papers[0].copies"),
    (b'[{"name": "a", "seal": 1}]', "bad_row", "papers[0].seal"),
    (b"[1]", "bad_row", "papers[0]"),
]


@pytest.mark.parametrize(("data", "code", "field"), WRONG)
def test_what_is_wrong_names_its_place(data: bytes, code: str, field: str) -> None:
    """Counted from 0, in Vietnamese."""
    with pytest.raises(InvalidInput) as caught:
        read_returned_papers(data)
    assert (caught.value.code, caught.value.field) == (code, field)
