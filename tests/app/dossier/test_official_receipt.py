"""Official receipts: only what no receipt can be is refused."""

from __future__ import annotations

import pytest

from app.dossier.events import OfficialReceipt
from app.dossier.official_receipt import check_receipt, same_receipt, typed_receipt
from app.errors import InvalidInput


def test_what_is_typed_is_kept_as_the_provider_wrote_it() -> None:
    """Zeros in front stay; blanks around go, signs are capitals."""
    receipt = typed_receipt(" 0000123 ", "01blp0-001", " aa-26e", "  Kho  bạc mẫu ")
    assert receipt == OfficialReceipt("0000123", "01BLP0-001", "AA-26E", "Kho bạc mẫu")


def test_nothing_typed_is_no_receipt() -> None:
    """The desk never makes one up."""
    assert typed_receipt("", " ", "", "") is None


@pytest.mark.parametrize("number", ["1", "0000001", "1234567", "12345678"])
def test_numbers_of_up_to_eight_digits_are_taken(number: str) -> None:
    """NĐ 123/2020/NĐ-CP; a number may stand alone."""
    check_receipt(OfficialReceipt(number))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (("", "01BLP"), "receipt_number"),
        (("", "", "AA-26E"), "receipt_number"),
        (("", "", "", "Kho bạc"), "receipt_number"),
        (("0",), "receipt_number"),
        (("0000000",), "receipt_number"),
        (("123456789",), "receipt_number"),
        (("12a",), "receipt_number"),
        (("-12",), "receipt_number"),
        (("1 2",), "receipt_number"),
        (("١٢",), "receipt_number"),
        (("１２",), "receipt_number"),
        (("12", "x" * 26), "receipt_template"),
        (("12", "mẫu 1"), "receipt_template"),
        (("12", "", "AA 26E"), "receipt_serial"),
        (("12", "", "AA\n26E"), "receipt_serial"),
        (("12", "", "", "x" * 201), "provider"),
    ],
)
def test_what_can_be_no_receipt_is_refused_by_field(typed: tuple[str, ...], field: str) -> None:
    """Each field of the form is named."""
    with pytest.raises(InvalidInput) as caught:
        typed_receipt(*typed)
    assert caught.value.field == field


def test_one_number_of_one_series_is_one_receipt() -> None:
    """12 is 0000012; another series or provider has its own 12."""
    receipt = OfficialReceipt("12", "01BLP", "AA-26E", "Kho bạc mẫu")
    assert same_receipt(receipt, OfficialReceipt("0000012", "01BLP", "AA-26E", "Kho bạc mẫu"))
    assert not same_receipt(receipt, OfficialReceipt("12", "01BLP", "AB-26E", "Kho bạc mẫu"))
    assert not same_receipt(receipt, OfficialReceipt("13", "01BLP", "AA-26E", "Kho bạc mẫu"))
