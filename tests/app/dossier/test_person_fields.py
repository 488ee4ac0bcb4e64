"""The shapes of a person's fields."""

from __future__ import annotations

import pytest

from app.dossier.person_fields import check_person_field, number_or_proof_problem
from app.errors import InvalidInput
from app.identity.kinds import Proof


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
        ("phone", "(024) 3825 1234"),
        ("phone", "0900000001 / 0243 825 1234 máy lẻ 12"),
        ("no_id_kind", "newborn"),
        ("no_id_kind", ""),
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
        ("phone", "12"),
        ("phone", "0900000001 " * 6),
        ("no_id_kind", "witch"),
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


PROOFS = [
    ("001090000001", "", "", None),
    ("001090000001", "", "Đọc từ sổ hộ khẩu", None),
    ("", "", "Chưa được cấp", None),
    ("", "newborn", "", None),
    ("", "kin_card", "Giấy của mẹ", None),
    ("", "other", "Mất trí nhớ", None),
    ("", "other", "  ", ("missing", "owner.no_id_reason")),
    ("", "", "", ("missing", "owner.id_number")),
    ("001090000001", "witness", "", ("two_proofs", "owner.no_id_kind")),
]


@pytest.mark.parametrize(("number", "kind", "reason", "problem"), PROOFS)
def test_a_person_has_a_number_or_a_proof_that_stands_for_it(
    number: str, kind: str, reason: str, problem: tuple[str, str] | None
) -> None:
    """A kind speaks for itself, but for "other"; a number needs no proof beside it."""
    found = number_or_proof_problem(number, kind, reason, "owner.")
    assert (found and (found.code, found.field)) == problem


def test_every_kind_of_proof_is_taken() -> None:
    """By its name."""
    for proof in Proof:
        check_person_field("no_id_kind", proof.value, "no_id_kind")


def test_a_wrong_check_digit_of_a_tax_code_is_taken() -> None:
    """Warned of (``app.identity.kinds``), never refused."""
    check_person_field("id_number", "0101243151", "id_number", organisation=True)
