"""The verb ``fee``."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import InvalidInput
from tests.ui.commands.command_line import run as run_main
from tests.ui.commands.law import run
from ui.commands import fee


def test_the_total_its_lines_and_words() -> None:
    """35 copies of a ten-page original: 420.000 đ."""
    document = run(fee, "--procedure", "2.000815", "--pages", "10", "--copies", "35")
    assert document == {
        "total": 420_000,
        "phi": 420_000,
        "le_phi": 0,
        "lines": [
            {"name": "Phí chứng thực bản sao từ bản chính", "kind": "phi", "amount": 420_000}
        ],
        "in_words": "Bốn trăm hai mươi nghìn đồng",
        "notes": [],
    }


def test_channel_date_and_ground_are_taken() -> None:
    """Online residence; exempt by a ground named in Vietnamese; the ground's dates."""
    assert run(fee, "--procedure", "1.004222", "--channel", "online")["total"] == 10_000
    exempt = run(fee, "--procedure", "1.004222", "--exempt", "Người khuyết tật")
    assert (exempt["total"], exempt["in_words"]) == (0, "Không đồng")
    arguments = ("--procedure", "2.000635", "--exempt", "e_id_level_2")
    assert run(fee, *arguments, "--on", "2026-08-15")["total"] == 0
    with pytest.raises(InvalidInput):
        run(fee, *arguments, "--on", "2026-08-14")


def test_an_unconfigured_local_fee_is_noted() -> None:
    """The total says what it leaves out."""
    document = run(fee, "--procedure", "1.001193", "--late")
    assert document["total"] == 0
    assert document["notes"]
    assert run(fee, "--procedure", "1.001193")["notes"] == []


def test_phi_and_le_phi_are_two_columns() -> None:
    """Luật Phí và lệ phí: they are never one sum on a receipt."""
    residence = run(fee, "--procedure", "1.004222")
    assert (residence["phi"], residence["le_phi"], residence["total"]) == (0, 20_000, 20_000)


TWO_CHARGES = """
[[rate]]
key = "land_certificate_appraisal"
amount = 500000
valid_from = 2026-01-01
valid_to = 2026-06-30
basis = "Nghị quyết mẫu 1"

[[rate]]
key = "land_certificate_appraisal"
amount = 600000
valid_from = 2026-07-01
basis = "Nghị quyết mẫu 2"

[[rate]]
key = "land_certificate_first"
amount = 100000
valid_from = 2026-01-01
basis = "Nghị quyết mẫu 1"
"""


@pytest.mark.parametrize(
    ("on", "phi", "le_phi", "notes"),
    [
        ("2025-12-31", 0, 0, 1),
        ("2026-01-01", 500_000, 100_000, 0),
        ("2026-06-30", 500_000, 100_000, 0),
        ("2026-07-01", 600_000, 100_000, 0),
    ],
)
def test_a_charge_and_a_levy_of_the_province_are_counted_apart_by_date(
    tmp_path: Path, on: str, phi: int, le_phi: int, notes: int
) -> None:
    """Two columns, each by the council's resolution of the day; before it nothing is made up."""
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "fees.toml").write_text(TWO_CHARGES, encoding="utf-8")
    document = run_main("--data", tmp_path, "fee", "--procedure", "1.013978", "--on", on)
    assert (document["phi"], document["le_phi"]) == (phi, le_phi)
    assert document["total"] == phi + le_phi
    assert len(document["notes"]) == notes


def test_a_case_of_the_procedure_has_its_own_charge() -> None:
    """A list of five people: by the person, online half."""
    arguments = ("--procedure", "1.004194", "--case", "by_list", "--cases", "5")
    assert run(fee, *arguments)["total"] == 50_000
    assert run(fee, *arguments, "--channel", "online")["total"] == 25_000
    assert run(fee, "--procedure", "1.004194", "--cases", "5")["total"] == 15_000
    with pytest.raises(InvalidInput) as caught:
        run(fee, "--procedure", "1.004194", "--case", "by_night")
    assert (caught.value.code, caught.value.field) == ("unknown_case", "case")


def test_the_provinces_words_are_used(tmp_path: Path) -> None:
    """<data>/law/wording.toml: linh or lẻ, tư or bốn."""
    (tmp_path / "law").mkdir()
    wording = tmp_path / "law" / "wording.toml"
    arguments = ("--data", tmp_path, "fee", "--procedure", "2.000815", "--pages", "10")
    many = (*arguments, "--copies", "17")  # 204.000
    assert run_main(*many)["in_words"] == "Hai trăm linh bốn nghìn đồng"
    assert run_main(*arguments, "--copies", "2")["in_words"] == "Hai mươi tư nghìn đồng"
    wording.write_text('[amounts]\nzero_tens = "lẻ"\nfour = "bốn"\n', encoding="utf-8")
    assert run_main(*many)["in_words"] == "Hai trăm lẻ bốn nghìn đồng"
    assert run_main(*arguments, "--copies", "2")["in_words"] == "Hai mươi bốn nghìn đồng"
    wording.write_text('[amounts]\nzero_tens = "và"\n', encoding="utf-8")
    assert run_main(*many).status == 1


BAD = [
    (("--procedure", "9.999999"), "procedure"),
    (("--procedure", "2.000815", "--pages", "0"), "pages"),
    (("--procedure", "2.000815", "--copies", "10001"), "copies"),
    (("--procedure", "2.000815", "--cases", "two"), "cases"),
    (("--procedure", "1.004222", "--channel", "fax"), "channel"),
    (("--procedure", "2.000815", "--on", "2026-02-30"), "on"),
    (("--procedure", "2.000815", "--pages", "-1"), "pages"),
    (("--procedure", "2.000815", "--pages", "1.5"), "pages"),
    (("--procedure", "2.000815", "--pages", ""), "pages"),
    (("--procedure", "2.000815", "--pages", "٣"), "pages"),
    (("--procedure", "2.000815", "--pages", "３"), "pages"),
    (("--procedure", "2.000815", "--pages", "1e3"), "pages"),
    (("--procedure", "2.000815", "--pages", "1_000"), "pages"),
    (("--procedure", "2.000815", "--copies", "0"), "copies"),
    (("--procedure", "2.000815", "--copies", "99999999999999999999"), "copies"),
    (("--procedure", "2.000815", "--cases", "0"), "cases"),
    (("--procedure", "2.000815", "--on", "1900-01-01"), "procedure"),
    (("--procedure", "2.000815", "--on", "２０２６-11-24"), "on"),
    (("--procedure", "2.000815", "--on", "24/11/2026"), "on"),
    (("--procedure", "2.000815", "--on", ""), "on"),
    (("--procedure", ""), "procedure"),
    (("--procedure", "2.000815", "--exempt", "disabled"), "exempt"),
    (("--procedure", "2.000815", "--exempt", "vì vui"), "exempt"),
]


@pytest.mark.parametrize(("arguments", "field"), BAD)
def test_a_bad_value_names_its_field(arguments: tuple[str, ...], field: str) -> None:
    """The field is the option's name."""
    with pytest.raises(InvalidInput) as caught:
        run(fee, *arguments)
    assert caught.value.field == field
