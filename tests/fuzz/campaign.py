"""Give a parser odd texts and keep account: what it raised, how long it took."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter

from app.errors import InvalidInput
from tests.fuzz.parsers import Parser
from tests.fuzz.texts import odd_text

SLOW_MS = 50.0
LOOKS = 3
"""A slow answer is asked for again: the machine may have been busy."""
MOST_FAILURES = 20


@dataclass
class Account:
    """What one parser did. ``failures``: what it must not do, each with its text."""

    runs: int = 0
    refused: int = 0
    times_ms: list[float] = field(default_factory=list)
    slow: list[dict[str, object]] = field(default_factory=list)
    failures: list[dict[str, object]] = field(default_factory=list)

    def figures(self) -> dict[str, object]:
        """For JSON: runs, refused, slowest_ms, p99_ms, and what went wrong."""
        ordered = sorted(self.times_ms)
        return {
            "runs": self.runs,
            "refused": self.refused,
            "slowest_ms": round(ordered[-1], 3) if ordered else 0.0,
            "p99_ms": round(ordered[len(ordered) * 99 // 100], 3) if ordered else 0.0,
            "slow": self.slow,
            "failures": self.failures,
        }


def texts_of(parser: Parser, seed: int) -> Iterator[str]:
    """Endlessly many; the same for the same seed."""
    chance = random.Random(f"{seed} {parser.name}")
    while True:
        yield odd_text(chance, parser.samples)


def try_one(parser: Parser, text: str, account: Account) -> None:
    """Read ``text`` and, where it can be, its own answer; what went wrong goes into the account."""
    account.runs += 1
    began = perf_counter()
    try:
        answer = parser.read(text)
    except InvalidInput as refused:
        account.refused += 1
        _check_message(refused, text, account)
        answer = None
    except Exception as error:  # noqa: BLE001 - what a campaign looks for
        _fail(account, text, f"{type(error).__name__}: {error}")
        return
    took_ms = _least_ms(parser, text, (perf_counter() - began) * 1_000)
    account.times_ms.append(took_ms)
    if took_ms > SLOW_MS and len(account.slow) < MOST_FAILURES:
        account.slow.append({"text": _shown(text), "ms": round(took_ms, 1)})
    if answer is not None and parser.again is not None:
        _check_again(parser, answer, text, account)


def _least_ms(parser: Parser, text: str, took_ms: float) -> float:
    """The time of a slow answer, looked at again: the least of them."""
    for _ in range(LOOKS if took_ms > SLOW_MS else 0):
        began = perf_counter()
        with suppress(InvalidInput):
            parser.read(text)
        took_ms = min(took_ms, (perf_counter() - began) * 1_000)
    return took_ms


def _check_message(refused: InvalidInput, text: str, account: Account) -> None:
    try:
        f"{refused.message} {refused.advice or ''} {refused.field or ''}".encode()
    except UnicodeEncodeError as error:
        _fail(account, text, f"a message that can't be printed: {error}")


def _check_again(parser: Parser, answer: object, text: str, account: Account) -> None:
    assert parser.again is not None
    its_text = parser.again(answer)
    if its_text is None:
        return
    try:
        repeated = parser.read(its_text)
    except Exception as error:  # noqa: BLE001 - as above
        _fail(account, text, f"its answer {its_text[:80]!r} is refused: {error}")
        return
    if repeated != answer:
        _fail(account, text, f"its answer {its_text[:80]!r} is read as {str(repeated)[:80]!r}")


def _fail(account: Account, text: str, why: str) -> None:
    if len(account.failures) < MOST_FAILURES:
        account.failures.append({"text": _shown(text), "why": why[:300]})


def _shown(text: str) -> str:
    return text[:300].encode("unicode_escape").decode()
