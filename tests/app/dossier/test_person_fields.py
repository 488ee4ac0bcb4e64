"""The shapes of a person's fields."""

from __future__ import annotations

import pytest

from app.dossier.person_fields import check_person_field
from app.errors import InvalidInput


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id_number", ""),
        ("id_number", "001090000001"),
        ("id_number", "012345678"),
        ("id_number", "C1234567"),
        ("birth", "1990"),
        ("birth", "2000-02-29"),
        ("sex", "Nữ"),
        ("phone", "+84 900 000 001"),
        ("email", "a@b.example"),
        ("address", "\u202e gì cũng được"),
    ],
)
def test_a_right_field_is_taken(name: str, value: str) -> None:
    """Numbers of cards, old cards and foreign passports; other fields are not judged by shape."""
    check_person_field(name, value, name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id_number", "NaN"),
        ("id_number", "-5"),
        ("id_number", "\uff12" * 12),
        ("id_number", "1090000001"),
        ("id_number", "01090000001"),
        ("birth", "hôm qua"),
        ("birth", "1990-02-30"),
        ("birth", "1990-01-01T00:00:00"),
        ("birth", "0000"),
        ("sex", "male"),
        ("phone", "không có"),
        ("email", "a b@c"),
    ],
)
def test_a_wrong_field_is_refused_by_its_path(name: str, value: str) -> None:
    """A spreadsheet that lost the zeros in front is the commonest."""
    with pytest.raises(InvalidInput) as caught:
        check_person_field(name, value, f"owner.{name}")
    assert (caught.value.code, caught.value.field) == (f"bad_{name}", f"owner.{name}")


def test_an_organisation_has_a_tax_code() -> None:
    """Ten digits, or thirteen."""
    check_person_field("id_number", "0101243150", "id_number", organisation=True)
    check_person_field("id_number", "0101243150-001", "id_number", organisation=True)
