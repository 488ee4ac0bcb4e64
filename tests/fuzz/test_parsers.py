"""A short campaign with a fixed seed; the long one is ``python -m tests.fuzz``."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.fuzz.campaign import Account, texts_of, try_one
from tests.fuzz.parsers import PARSERS, Parser

SEED, RUNS = 20261124, 300


@pytest.mark.parametrize("parser", PARSERS, ids=[parser.name for parser in PARSERS])
def test_a_parser_reads_or_refuses_whatever_comes(parser: Parser) -> None:
    """No exception but InvalidInput, and its own answer is read as the same."""
    account = Account()
    for text in [*parser.samples, *islice(texts_of(parser, SEED), RUNS)]:
        try_one(parser, text, account)
    assert account.failures == []
    assert account.runs > account.refused  # a sample at least is read
