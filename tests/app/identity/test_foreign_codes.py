"""Codes that are no card: what they are is said, and what to do instead."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import InvalidInput
from app.identity.reading import read_identity

TODAY = date(2026, 11, 24)

APPS = [
    '{"id": "001190000001", "name": "A|B|C|D"}',
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc",
    "https://vneid.example/a?code=1",
    "https://dinhdanhdientu.example/x",
    "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg==",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
]


@pytest.mark.parametrize("text", APPS)
def test_the_code_of_an_app_says_what_to_type_instead(text: str) -> None:
    """VNeID's own code is encrypted: the app shows what the officer needs."""
    with pytest.raises(InvalidInput) as caught:
        read_identity(text, today=TODAY)
    assert (caught.value.code, caught.value.field) == ("vneid_code", "text")
    assert caught.value.advice is not None
    assert "số định danh" in caught.value.advice


OTHERS = [
    ("https://gplx.example/?id=1", "gplx.example"),
    ("00020101021138570010A00000072701270006970403", "thanh toán"),
    ("H26.107-261124-0001", "mã hồ sơ"),
    ("HTTPS://TRACUU.EXAMPLE/H26.107-261124-0001/1234", "mã hồ sơ"),
    ("0101243150", "10 chữ số"),
    ("001190000001", "12 chữ số"),
    ("Giấy phép lái xe hạng B2", "đoạn chữ"),
]


@pytest.mark.parametrize(("text", "said"), OTHERS)
def test_another_code_is_named(text: str, said: str) -> None:
    """A driving licence, a bank's code, a dossier's, a bare number."""
    with pytest.raises(InvalidInput) as caught:
        read_identity(text, today=TODAY)
    assert caught.value.code == "not_a_card"
    assert said in caught.value.message
