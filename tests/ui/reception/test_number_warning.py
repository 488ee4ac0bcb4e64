"""What is said of a number as soon as it has been typed."""

from __future__ import annotations

import pytest

from app.drafts.draft import PersonDraft
from ui.reception.number_warning import number_warning


@pytest.mark.parametrize(
    ("number", "organisation", "words"),
    [
        ("", False, ""),
        ("001090000001", False, ""),
        ("001 090 000 001", False, ""),
        ("0010850000", False, "Có 10 chữ số; số định danh có 12"),
        ("00109000001", False, "Có 11 chữ số"),
        ("0010850000", True, "mã số thuế"),
        ("ĐỖ", False, "không dấu"),
    ],
)
def test_a_number_is_judged_as_what_it_should_be(
    number: str, organisation: bool, words: str
) -> None:
    """A person's lost digits are not called a tax code; an organisation's are."""
    warning = number_warning(PersonDraft(id_number=number, organisation=organisation))
    assert (words in warning) if words else warning == ""
