"""Something else answers for the central: a portal, a router, a proxy that wants a login."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.clock.time import FixedClock
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from sync.contract.operations import OPERATIONS, Operation
from sync.driver import SyncSummary
from sync.engine.answers import Failure, FailureKind
from sync.engine.reasons import Line
from sync.engine.send import Send
from sync.transport.http import HttpTransport
from tests.faults import intake
from tests.sync.real_desk import NOW, QUICK, RealDesk
from tests.sync.transport.scripted_server import Asked, Script, ScriptedServer, answer
from tests.sync.transport.test_http import KEY

LOGIN = "<html><title>Đăng nhập Wi-Fi</title></html>".encode()
PORTALS = {
    "page": answer(LOGIN, kind="text/html"),
    "redirect": answer(b"", status="302 Found", headers={"Location": "http://portal.example/"}),
    "redirect-with-page": answer(
        LOGIN, status="307 Temporary Redirect", kind="text/html", headers={"Location": "/login"}
    ),
    "login-required": answer(LOGIN, status="511 Network Authentication Required", kind="text/html"),
    "forbidden": answer(LOGIN, status="403 Forbidden", kind="text/html"),
    "proxy-login": answer(LOGIN, status="407 Proxy Authentication Required", kind="text/html"),
    "empty-json": answer(b"{}"),
    "json-of-its-own": answer(b'{"status":"login","url":"http://portal.example/"}'),
    "json-null": answer(b"null"),
    "json-list": answer(b"[]"),
    "json-string": answer(b'"ok"'),
    "html-that-says-json": answer(LOGIN),
}


def always(raw: bytes) -> Script:
    """Answer so whatever is asked."""

    def script(_: Asked) -> bytes:
        return raw

    return script


def sync_behind(portal: bytes, desk: RealDesk) -> SyncSummary:
    """One round in which the portal answers every call."""
    with ScriptedServer(always(portal)) as server:
        return desk.sync(server.url, once=True)


def assert_told(summary: SyncSummary) -> None:
    standing = summary.standing
    assert (standing.line, standing.code) == (Line.DISTURBED, "not_contract")
    assert "đăng nhập" in standing.advice


def test_whatever_a_portal_answers_nothing_is_set_aside(tmp_path: Path) -> None:
    """The pill says in Vietnamese what to do; behind the portal everything goes out as it was."""
    clock = FixedClock(NOW)
    central = EmbeddedCentral(f"sqlite:///{tmp_path / 'central.sqlite'}", clock)
    add_agency(central.database, intake.AGENCY, "Xã Thử Nghiệm", {}, "tra-cuu.example")
    code = add_installation_code(central.database, intake.AGENCY, now=NOW)
    desk = RealDesk(tmp_path / "desk", clock)
    desk.store.enrolment.prepare(central.url, code, "Quầy 1")
    for portal in PORTALS.values():
        summary = sync_behind(portal, desk)
        assert_told(summary)
        assert not summary.enrolled
        assert desk.port.enrolment() is not None
    desk.sync(central.url)
    desk.receive(2)
    for portal in PORTALS.values():
        summary = sync_behind(portal, desk)
        assert_told(summary)
        assert (summary.sent, summary.waiting) == (0, 4)
        assert desk.store.outbox.counts().set_aside == 0
    summary = desk.sync(central.url)
    assert (summary.accepted, summary.waiting, summary.standing.line) == (4, 0, Line.UP)
    desk.close()
    central.stop()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_no_call_takes_a_portals_answer_for_its_own(operation: Operation) -> None:
    """Whatever is asked, and whatever the portal says: *unknown*."""
    send = Send(operation, path={"lease": "x", "claim": "x", "scan": "x"})
    for name, raw in PORTALS.items():
        with ScriptedServer(always(raw)) as server:
            transport = HttpTransport(server.url, lambda _: KEY, FixedClock(NOW), settings=QUICK)
            with transport:
                reply = transport.execute(send)
        assert isinstance(reply, Failure), (name, reply)
        assert reply.kind is FailureKind.NOT_CONTRACT, (name, reply)
