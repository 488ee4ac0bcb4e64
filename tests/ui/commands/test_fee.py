"""The verb ``fee``."""

from __future__ import annotations

import pytest

from app.errors import InvalidInput
from tests.ui.commands.law import run
from ui.commands import fee


def test_the_total_its_lines_and_words() -> None:
    """35 copies of a ten-page original: 420.000 đ."""
    document = run(fee, "--procedure", "2.000815", "--pages", "10", "--copies", "35")
    assert document == {
        "total": 420_000,
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


BAD = [
    (("--procedure", "9.999999"), "procedure"),
    (("--procedure", "2.000815", "--pages", "0"), "pages"),
    (("--procedure", "2.000815", "--copies", "10001"), "copies"),
    (("--procedure", "2.000815", "--cases", "two"), "cases"),
    (("--procedure", "1.004222", "--channel", "fax"), "channel"),
    (("--procedure", "2.000815", "--on", "2026-02-30"), "on"),
    (("--procedure", "2.000815", "--exempt", "disabled"), "exempt"),
    (("--procedure", "2.000815", "--exempt", "vì vui"), "exempt"),
]


@pytest.mark.parametrize(("arguments", "field"), BAD)
def test_a_bad_value_names_its_field(arguments: tuple[str, ...], field: str) -> None:
    """The field is the option's name."""
    with pytest.raises(InvalidInput) as caught:
        run(fee, *arguments)
    assert caught.value.field == field
