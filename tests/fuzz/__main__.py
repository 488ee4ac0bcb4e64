"""``python -m tests.fuzz``: all parsers in turn until the time is over; ends 1 where one failed."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from itertools import islice
from time import monotonic

from tests.fuzz.campaign import Account, texts_of, try_one
from tests.fuzz.parsers import PARSERS

BATCH = 50


def main() -> int:
    """Print ``{"seed", "seconds", "parsers": {name: figures}}``."""
    arguments = _arguments()
    parsers = [parser for parser in PARSERS if arguments.only in {"", parser.name}]
    accounts = {parser.name: Account() for parser in parsers}
    texts = {parser.name: texts_of(parser, arguments.seed) for parser in parsers}
    for parser in parsers:
        try_one(parser, parser.samples[0], Account())  # what is loaded once is not counted
    gc.freeze()
    ends = monotonic() + arguments.seconds
    while monotonic() < ends:
        for parser in parsers:
            for text in islice(texts[parser.name], BATCH):
                try_one(parser, text, accounts[parser.name])
    figures = {name: account.figures() for name, account in accounts.items()}
    document = {"seed": arguments.seed, "seconds": arguments.seconds, "parsers": figures}
    print(json.dumps(document, ensure_ascii=False, indent=2))  # noqa: T201 - the result
    return int(any(account.failures or account.slow for account in accounts.values()))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.fuzz")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="one parser by its name")
    return parser.parse_args()


sys.exit(main())
