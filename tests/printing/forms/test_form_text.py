"""The forms' texts as data with a date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from app.errors import EnvironmentFault, InvalidInput
from printing.forms import receipt
from printing.forms.form_text import FORMS, receipt_form, slip_form
from tests.printing import samples
from tests.printing.pdf_reading import texts


def test_the_form_of_today_is_that_of_the_circular_of_2025() -> None:
    """Thông tư 03/2025/TT-VPCP, in force since 15/9/2025."""
    form = receipt_form(date(2026, 11, 24))
    assert form.version == "TT03/2025-M01"
    assert form.text.title == "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
    assert slip_form(date(2026, 11, 24)).version == "CHM-1"


def test_a_new_form_counts_from_its_day(tmp_path: Path) -> None:
    """The official annex is dropped in as another [[form]], without code."""
    old = (FORMS / "receipt.toml").read_text(encoding="utf-8")
    new = old.replace("TT03/2025-M01", "TT01/2027-M01").replace("2025-09-15", "2027-03-01")
    (tmp_path / "receipt.toml").write_text(old + new[new.index("\n[[form]]") :], encoding="utf-8")
    assert receipt_form(date(2027, 2, 28), directory=tmp_path).version == "TT03/2025-M01"
    assert receipt_form(date(2027, 3, 1), directory=tmp_path).version == "TT01/2027-M01"


def test_a_form_that_lacks_a_label_is_named(tmp_path: Path) -> None:
    """Never a receipt with a hole in it."""
    text = (FORMS / "receipt.toml").read_text(encoding="utf-8")
    (tmp_path / "receipt.toml").write_text(
        text.replace('due_at = "', 'due_on = "'), encoding="utf-8"
    )
    with pytest.raises(InvalidInput, match="bad_data"):
        receipt_form(date(2026, 1, 1), directory=tmp_path)


def test_missing_forms_are_the_machines_fault(tmp_path: Path) -> None:
    """A broken installation is told from a bug."""
    with pytest.raises(EnvironmentFault, match="data_missing"):
        slip_form(date(2026, 1, 1), directory=tmp_path)


def test_numerals_are_printed_where_the_form_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The form of 2018 numbered six lines; the copy of the new one has lost them."""
    numbered = msgspec.structs.replace(receipt_form(date(2026, 1, 1)), numerals=True)
    monkeypatch.setattr(receipt, "receipt_form", lambda on: numbered)
    (text,) = texts(receipt.render(samples.receipt()).pdf)
    for line in ("1. Thành phần hồ sơ nộp gồm:", "2. Số lượng hồ sơ:", "6. Đăng ký nhận kết quả"):
        assert line in text
