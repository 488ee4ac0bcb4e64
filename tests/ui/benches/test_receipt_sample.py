"""What ``bench receipt`` measures: everybody draws the same receipt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest

from printing.forms import receipt
from tests.printing.pdf_reading import by_zxing, pages, texts
from ui.benches.receipt import PEERS
from ui.benches.receipt_sample import PlainReceipt, plain, sample


def words_of(plain_receipt: PlainReceipt) -> set[str]:
    """Every word of it, but what is in the QR."""

    def flat(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield from value.split()
        elif isinstance(value, tuple):
            for one in value:
                yield from flat(one)

    names = (field.name for field in fields(plain_receipt) if field.name != "qr_text")
    return {word for name in names for word in flat(getattr(plain_receipt, name))}


def test_our_own_receipt_has_every_text_that_the_peers_draw() -> None:
    """Nobody is measured with less to do."""
    paper = sample(7)
    pdf = receipt.render(paper).pdf
    (text,) = texts(pdf)
    assert words_of(plain(paper)) - set(text.split()) == set()
    (page,) = pages(pdf)
    assert by_zxing(page, "Code128") == [paper.code]
    assert by_zxing(page, "QRCode") == [paper.qr_text]


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_draws_the_same_receipt(name: str) -> None:
    """One page, all texts, both codes; of the programs that are installed here."""
    peer = pytest.importorskip(f"ui.benches.receipt_peers.{name}", exc_type=ImportError)
    paper = sample(7)
    pdf = peer.draw(plain(paper))
    (text,) = texts(pdf)
    assert words_of(plain(paper)) - set(text.split()) == set()
    (page,) = pages(pdf, 300)
    assert by_zxing(page, "Code128") == [paper.code]
    assert by_zxing(page, "QRCode") == [paper.qr_text]


def test_no_two_receipts_are_the_same() -> None:
    """What was encoded for one is of no use for the next."""
    assert len({sample(number).qr_text for number in range(50)}) == 50
    assert len(sample(1).qr_text) == len(sample(49).qr_text)
