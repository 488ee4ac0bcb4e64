"""The forms' texts and layouts as data with a date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.errors import EnvironmentFault, InvalidInput
from printing.forms.receipt_values import RECEIPT_PLACES, SLIP_PLACES
from printing.layout.reading import FORMS, layout_on, layouts_of
from printing.layout.values import Places


def test_the_form_of_today_is_that_of_the_circular_of_2025() -> None:
    """Thông tư 03/2025/TT-VPCP, in force since 15/9/2025."""
    form = layout_on("receipt", date(2026, 11, 24), RECEIPT_PLACES)
    assert form.version == "TT03/2025-M01"
    assert layout_on("unnumbered", date(2026, 11, 24), SLIP_PLACES).version == "CHM-1"


def test_a_new_form_counts_from_its_day(tmp_path: Path) -> None:
    """The official annex is dropped in as another [[form]], without code."""
    old = (FORMS / "receipt.toml").read_text(encoding="utf-8")
    newest = old[old.index('\n[[form]]\nversion = "TT03/2025-M01"') :]
    new = newest.replace("TT03/2025-M01", "TT01/2027-M01").replace("2025-09-15", "2027-03-01")
    (tmp_path / "receipt.toml").write_text(old + new, encoding="utf-8")

    def version(day: date) -> str:
        return layout_on("receipt", day, RECEIPT_PLACES, directory=tmp_path).version

    assert version(date(2027, 2, 28)) == "TT03/2025-M01"
    assert version(date(2027, 3, 1)) == "TT01/2027-M01"


def _one_form(tmp_path: Path, part: str) -> None:
    head = 'version = "X-1"\nvalid_from = 2020-01-01\nsource = "Mẫu thử"\nname = "Giấy thử"\n'
    text = f"[[form]]\n{head}[[form.part]]\n{part}\n"
    (tmp_path / "trial.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ('kind = "field"\nlabel = "Tên:"\nvalue = "{nobody}"', "không có mục 'nobody'"),
        ('kind = "field"\nlabel = "Tên:"\nvalue = "{name"', "ngoặc nhọn thừa"),
        ('kind = "text"\ntext = "Xin chào}"', "ngoặc nhọn thừa"),
        ('kind = "text"\ntext = "x"\nwhen = "nobody"', "không có mục 'nobody'"),
        ('kind = "list"\nrows = "nothing"\ntext = "x"', "không có danh sách 'nothing'"),
        ('kind = "list"\nrows = "items"\ntext = "{nobody}"', "không có mục 'nobody'"),
        ('kind = "text"\ntext = "日本"', "phông chữ"),
        ('kind = "text"\ntexts = "x"', "texts"),
        ('kind = "poem"\ntext = "x"', "kind"),
        ('kind = "digits"\nlabel = "Số:"\nvalue = "nobody"\nboxes = 12', "không có mục 'nobody'"),
        ('kind = "title"\ntext = "x"\nsize = 0', "part[0].size"),
        ('kind = "title"\ntext = "x"\nsize = nan', "part[0].size"),
        ('kind = "text"\ntext = "x"\nsize = 1e6', "part[0].size): phải đến 40"),
        ('kind = "text"\ntext = "x"\nindent = 500', "part[0].indent"),
        ('kind = "space"\nheight = -100', "part[0].height"),
        ('kind = "list"\nrows = "items"\ntext = "x"\nempty_lines = 100000000', "empty_lines"),
        ('kind = "row"\ncells = [{ label = "x", value = "{name}", width = -1 }]', "cells[0].width"),
    ],
)
def test_a_wrong_form_is_named_before_anything_is_printed(
    tmp_path: Path, part: str, why: str
) -> None:
    """Never a paper with a hole in it: a form that asks for what is not there is refused."""
    _one_form(tmp_path, part)
    places = Places(frozenset({"name"}), {"items": frozenset({"item"})})
    with pytest.raises(InvalidInput, match="bad_data") as refused:
        layouts_of("trial", places, directory=tmp_path)
    assert why in refused.value.message


def test_values_of_a_list_are_known_only_inside_it(tmp_path: Path) -> None:
    """``{item}`` in a list is the row's, elsewhere it is nothing."""
    places = Places(frozenset({"name"}), {"items": frozenset({"item"})})
    _one_form(tmp_path, 'kind = "list"\nrows = "items"\ntext = "{n}. {item} {name}"')
    assert layouts_of("trial", places, directory=tmp_path)[0].version == "X-1"
    other = tmp_path / "other"
    other.mkdir()
    _one_form(other, 'kind = "text"\ntext = "{item}"')
    with pytest.raises(InvalidInput, match="bad_data"):
        layouts_of("trial", places, directory=other)


def test_before_the_first_form_nothing_can_be_issued() -> None:
    """A paper of another time is refused, not printed with a wrong form."""
    with pytest.raises(InvalidInput, match="no_form"):
        layout_on("unnumbered", date(2016, 1, 1), SLIP_PLACES)


def test_missing_forms_are_the_machines_fault(tmp_path: Path) -> None:
    """A broken installation is told from a bug."""
    with pytest.raises(EnvironmentFault, match="data_missing"):
        layout_on("unnumbered", date(2026, 1, 1), SLIP_PLACES, directory=tmp_path)
