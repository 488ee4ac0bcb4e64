"""Putting blocks on pages."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from printing.typesetting.flow import Block, paginate
from printing.typesetting.sheet import Sheet

FOOT = 500.0


def nothing(sheet: Sheet, x: float, y: float) -> None:
    """Blocks of these tests are never drawn."""


HEAD = Block(30, nothing, keep_next=True)

BLOCKS = st.lists(
    st.builds(
        Block,
        st.floats(0, 300),
        st.just(nothing),
        st.floats(0, 20),
        st.booleans(),
        st.sampled_from([None, HEAD]),
    ),
    max_size=40,
)


@given(blocks=BLOCKS, first_top=st.floats(20, 160))
@settings(max_examples=200, deadline=None)
def test_every_block_lands_once_in_order_and_inside_the_page(
    blocks: list[Block], first_top: float
) -> None:
    """Nothing overlaps, nothing runs over the foot, nothing is lost."""
    pages = paginate(blocks, first_top=first_top, top=40, foot=FOOT)
    placed = [one.block for page in pages for one in page if one.block is not HEAD]
    assert placed == [block for block in blocks if block is not HEAD]
    for page in pages:
        for upper, lower in pairwise(page):
            assert upper.top + upper.block.height <= lower.top + 1e-6
        for one in page:
            assert one.top + one.block.height <= FOOT + 1e-6


def test_a_block_follows_what_it_is_kept_with() -> None:
    """The line before the signatures comes along to their page."""
    line = Block(20, nothing, keep_next=True)
    signatures = Block(200, nothing)
    pages = paginate([Block(300, nothing), line, signatures], first_top=50, top=50, foot=FOOT)
    assert [[one.block for one in page][-1] for page in pages][1] is signatures
    assert pages[1][0].block is line


def test_a_head_is_repeated_where_its_row_begins_a_page() -> None:
    """The first page has the table's own head, the next pages repeat it."""
    rows = [Block(200, nothing, head=HEAD) for _ in range(4)]
    pages = paginate([HEAD, *rows], first_top=50, top=50, foot=FOOT)
    assert [page[0].block is HEAD for page in pages] == [True, True]
    assert [len(page) for page in pages] == [3, 3]


def test_a_group_higher_than_a_page_is_broken() -> None:
    """Keeping together yields where it can't be done."""
    blocks = [Block(200, nothing, keep_next=True) for _ in range(5)]
    pages = paginate(blocks, first_top=50, top=50, foot=FOOT)
    assert [len(page) for page in pages] == [2, 2, 1]


def test_no_blocks_are_one_empty_page() -> None:
    """A document always has a page."""
    assert paginate([], first_top=0, top=0, foot=1) == [[]]
