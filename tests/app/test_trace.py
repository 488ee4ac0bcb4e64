"""Traces of our own bugs name no citizen."""

from __future__ import annotations

import logging

from app.errors import InvalidInput
from app.trace import TraceFormatter, trace_of

SECRET = "001190000017"


def fails() -> None:
    """A bug whose message holds what was typed."""
    try:
        {"name": 1}[SECRET]
    except KeyError as error:
        raise InvalidInput("no_person", f"Không có {SECRET}.") from error


def caught() -> InvalidInput:
    """The exception of ``fails``, with its frames."""
    try:
        fails()
    except InvalidInput as error:
        return error
    raise AssertionError


def test_a_trace_says_where_and_of_what_kind_and_nothing_else() -> None:
    """Frames, kinds and our own codes, through the whole chain; no message."""
    told = trace_of(caught())
    assert "in fails" in told
    assert "app.errors.InvalidInput (no_person)" in told
    assert "builtins.KeyError" in told
    assert SECRET not in told
    assert "errno 28" in trace_of(OSError(28, "No space left", f"/home/{SECRET}"))


def test_a_chain_that_bites_its_tail_ends() -> None:
    """Whatever a library has tied together."""
    one, two = ValueError(SECRET), ValueError(SECRET)
    one.__cause__, two.__cause__ = two, one
    assert trace_of(one).count("ValueError") == 2


def test_a_log_record_has_the_trace_without_the_message() -> None:
    """As the window's handler writes it."""
    error = caught()
    record = logging.LogRecord(
        "ui", logging.ERROR, __file__, 1, "a bug", None, (type(error), error, error.__traceback__)
    )
    told = TraceFormatter().format(record)
    assert "a bug" in told
    assert "in fails" in told
    assert SECRET not in told
