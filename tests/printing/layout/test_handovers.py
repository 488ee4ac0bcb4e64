"""Blocks of the control slip: as many as the form has, on as many pages as they need."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from app.errors import InvalidInput
from printing.layout.description import Column, Handovers, Signer
from printing.layout.handovers import handover_blocks
from printing.layout.reading import layouts_of
from printing.layout.values import Places, Values
from printing.typesetting.flow import paginate
from printing.typesetting.page_size import page_size

ROW = {"from": "Bộ phận TN&TKQ", "to": "Phòng A", "at": "08 giờ 05 phút", "note": ""}
PART = Handovers(
    rows="handovers",
    columns=(
        Column("Tên đơn vị", "1. Giao: {from}\n2. Nhận: {to}", 34),
        Column("Thời gian", "{at}", 84),
        Column("Kết quả", "{result}", 24.5),
        Column("Ghi chú", "{note}", 17.5),
    ),
    signers=(Signer("Người giao", name="{giver}"), Signer("Người nhận", name="{taker}")),
    time_blank="….giờ….phút",
)
PLACES = Places(
    frozenset(),
    {"handovers": frozenset({"from", "to", "at", "result", "note", "giver", "taker"})},
)
LAYOUT = """
[[form]]
version = "1"
valid_from = 2025-01-01
source = "x"
name = "x"

[[form.part]]
kind = "handovers"
rows = "handovers"
time_blank = "…"
columns = [
  {{ title = "Tên", value = "{value}", width = 34 }},
  {{ title = "Thời gian", value = "{{at}}", width = 84 }},
  {{ title = "Kết quả", value = "", width = 24 }},
  {{ title = "Ghi chú", value = "", width = 17 }},
]
signers = [ {{ title = "Người giao" }}, {{ title = "Người nhận", name = "{name}" }} ]
"""


@pytest.mark.parametrize("size", ["A4", "A5"])
@pytest.mark.parametrize("count", [0, 1, 4, 25])
def test_there_are_at_least_as_many_blocks_as_the_form_has(size: str, count: int) -> None:
    """Known hand-overs first, then free ones; every page begins with the head."""
    page = page_size(size)
    blocks = handover_blocks(PART, Values({}, {"handovers": [ROW] * count}), page, page.body_pt)
    assert len(blocks) == 1 + max(count, 4)
    head = blocks[0]
    pages = paginate(blocks, first_top=300, top=60, foot=page.foot)
    assert len(pages) > 1 or count < 25
    for placed in pages:
        assert placed[0].block is head
        assert placed[-1].top + placed[-1].block.height <= page.foot


def test_less_room_to_sign_makes_lower_blocks() -> None:
    """A slip that almost fits one page is brought on to it."""
    page = page_size("A5")
    usual, tight = (
        handover_blocks(PART, Values({}), page, page.body_pt, spaces)[1].height
        for spaces in (1.0, 0.5)
    )
    assert tight < usual


@pytest.mark.parametrize("size", ["A4", "A5"])
def test_a_remark_of_many_lines_is_divided_and_stays_on_its_pages(size: str) -> None:
    """No block is higher than a page holds, whatever stands in the narrow columns."""
    page = page_size(size)
    row = {**ROW, "note": "ghi chú dài " * 300, "to": "Phòng" * 300}
    blocks = handover_blocks(PART, Values({}, {"handovers": [row]}), page, page.body_pt)
    assert len(blocks) > 5
    assert max(block.height for block in blocks) < page.foot - 60 - blocks[0].height


@pytest.mark.parametrize(
    ("value", "name", "wrong"),
    [("{ai}", "{taker}", "ai"), ("{from}", "{ai}", "ai"), ("{from", "{taker}", "ngoặc")],
)
def test_a_place_that_the_paper_does_not_have_is_refused_when_the_file_is_read(
    tmp_path: Path, value: str, name: str, wrong: str
) -> None:
    """docs/adr/0020: a typing error in a form shows at once, not on the citizen's paper."""
    (tmp_path / "slip.toml").write_text(LAYOUT.format(value=value, name=name), encoding="utf-8")
    with pytest.raises(InvalidInput, match=wrong):
        layouts_of("slip", PLACES, directory=tmp_path)


def test_a_form_may_have_no_block_of_its_own() -> None:
    """Only the known hand-overs stand then."""
    page = page_size("A4")
    bare = msgspec.structs.replace(PART, blocks=0)
    assert len(handover_blocks(bare, Values({}, {"handovers": [ROW]}), page, page.body_pt)) == 2
