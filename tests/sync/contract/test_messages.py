"""The wire's types: bounds, unknown fields, the cursor."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from sync.contract.messages import Cursor, EventBatch, LeaseRequest, WireEvent, parse_cursor


@given(st.integers(0, 10**12), st.integers(0, 10**18))
def test_a_cursor_reads_back_what_it_wrote(generation: int, position: int) -> None:
    """generation.position."""
    cursor = Cursor(generation, position)
    assert parse_cursor(str(cursor)) == cursor


@pytest.mark.parametrize(
    "text", ["", ".", "1", "1.", ".1", "a.b", "1.-1", "+1.1", "1.1.1", "١.١", "²." + "1", "1" * 41]
)
def test_a_text_that_is_no_cursor_is_refused(text: str) -> None:
    """Digits, a dot, digits."""
    with pytest.raises(ValueError):  # noqa: PT011 - the whole contract of parse_cursor
        parse_cursor(text)


@given(st.text(max_size=60))
def test_any_text_is_a_cursor_or_a_value_error(text: str) -> None:
    """Nothing else is raised."""
    try:
        assert parse_cursor(text).position >= 0
    except ValueError:
        return


def test_cursors_are_ordered_by_generation_first() -> None:
    """A new generation begins again at 0 and is later all the same."""
    assert Cursor(1, 99) < Cursor(2, 0) < Cursor(2, 1)


def test_an_events_bytes_go_through_untouched() -> None:
    """Odd blanks and key order survive: nobody re-serialises (docs/adr/0001)."""
    header, payload = b'{ "seq" : 1,"id":"x"}', b'{"b":2.50,"a":"\\u1ee6y"}'
    body = msgspec.json.encode(EventBatch(events=[WireEvent(Raw(header), Raw(payload))]))
    back = msgspec.json.decode(body, type=EventBatch).events[0]
    assert (bytes(back.header), bytes(back.payload)) == (header, payload)


def test_unknown_fields_are_ignored_and_bounds_are_kept() -> None:
    """A newer desk's field is no error; a count out of range is."""
    good = {
        "id": "a",
        "kind": "dossier",
        "agency": "H26.107",
        "period": "2026-11-24",
        "count": 1,
        "colour": "blue",
    }
    assert msgspec.convert(good, LeaseRequest).count == 1
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**good, "count": 1001}, LeaseRequest)
