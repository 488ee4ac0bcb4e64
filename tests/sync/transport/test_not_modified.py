"""304: only the central's own, and only to a call that named what the desk has."""

from __future__ import annotations

import msgspec
import pytest

from app.clock.time import epoch_ms
from sync.contract.messages import Bundle
from sync.contract.operations import CATALOGUE
from sync.engine.answers import Answer, Failure, FailureKind, Verdict, judge
from sync.engine.send import Send
from tests.sync.transport.test_http import FEED, NOW, talking

HAS = Send(CATALOGUE, headers={"If-None-Match": '"ab"'}, signer="quay-1")
HAS_NOT = Send(CATALOGUE, signer="quay-1")
TIME = f"Qmc-Time: {epoch_ms(NOW) - 1_000}\r\n"


def answered(send: Send, raw: str) -> Answer | Failure:
    with talking(lambda _: raw.encode()) as (transport, server):
        reply = transport.execute(send)
        assert server.asked[0].headers.get("if-none-match") == send.headers.get("If-None-Match")
        return reply


def test_what_the_desk_has_comes_without_a_body() -> None:
    """Fine for the step that asked; the clock is measured as by any answer."""
    reply = answered(HAS, f'HTTP/1.1 304 Not Modified\r\n{TIME}ETag: "ab"\r\n\r\n')
    assert isinstance(reply, Answer)
    assert (reply.status, reply.body, reply.clock_offset_ms) == (304, None, 1_000)
    assert judge(reply) is Verdict.FINE


@pytest.mark.parametrize(("send", "time"), [(HAS_NOT, TIME), (FEED, TIME), (HAS, "")])
def test_a_304_that_was_not_asked_for_is_none(send: Send, time: str) -> None:
    """Of something before the central, or of a central that answers what nobody asked."""
    reply = answered(send, f"HTTP/1.1 304 Not Modified\r\n{time}\r\n")
    assert isinstance(reply, Failure)
    assert reply.kind is FailureKind.NOT_CONTRACT


def test_what_is_another_comes_whole() -> None:
    """The same call, another answer."""
    body = msgspec.json.encode(Bundle("cd", [])).decode()
    head = f"HTTP/1.1 200 OK\r\n{TIME}Content-Type: application/json\r\n"
    reply = answered(HAS, f"{head}Content-Length: {len(body)}\r\n\r\n{body}")
    assert isinstance(reply, Answer)
    assert reply.body == Bundle("cd", [])
