"""Every call: signatures, bounds, hostile bodies, problems (docs/adr/0008, RFC 9457)."""

from __future__ import annotations

import gzip
import socket
import zlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
import requests

from app.clock.time import epoch_ms
from sync.central.administration import add_installation_code, suspend
from sync.central.call import MAX_BODY_BYTES
from sync.central.embedded import EmbeddedCentral
from sync.central.settings import CentralSettings
from sync.contract.messages import BatchAnswer, Health
from sync.contract.openapi import GENERAL_PROBLEMS
from sync.contract.operations import OPERATIONS
from sync.contract.signing import PROBLEM_HEADER, sign
from tests.sync.central.desk import AGENCY, NOW, OTHER_AGENCY, Desk, Reply, running_central
from tests.sync.central.test_claims import ask, give_back, hold_many, returned, with_result

Enrolled = Callable[..., Desk]

FLAT = b'{"events":[]}'


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda headers: headers.pop("Signature-Input"), "unsigned"),
        (lambda headers: headers.update({"Signature-Input": "qmc=()"}), "bad_signature"),
        (lambda headers: headers.pop("Signature"), "bad_signature"),
        (lambda headers: headers.update({"Signature": f"qmc=:{'A' * 88}:"}), "bad_signature"),
        (lambda headers: headers.update({"Signature": f"qmc=:{'=' * 88}:"}), "bad_signature"),
        (lambda headers: headers.update({"Content-Digest": "sha-256=:AA=:"}), "bad_signature"),
        (lambda headers: headers.update({"Qmc-Contract": "2"}), "bad_signature"),
    ],
)
def test_a_signature_that_does_not_hold_is_refused(
    desk: Desk, change: Callable[[dict[str, str]], None], code: str
) -> None:
    """Missing, of another profile, not of this request."""
    refused = desk.call("GET", "/v1/keys", change=change).problem
    assert (refused.status, refused.code) == (401, code)


def test_a_body_that_stops_in_the_middle_is_not_waited_for_for_ever(database_url: str) -> None:
    """The desk's power went: no end of the connection ever comes, and the central lets it go."""
    settings = CentralSettings(body_wait_s=0.05)
    with running_central(database_url, settings=settings) as central:
        place = urlsplit(central.url)
        with socket.create_connection((place.hostname, place.port), timeout=30) as line:
            line.sendall(b"POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf")
            told = line.recv(4_096)
        assert told.startswith(b"HTTP/1.1 503")
        assert b"qmc-problem: try_again" in told.lower()


def test_a_signature_is_of_one_method_path_query_and_body(desk: Desk) -> None:
    """What was signed for one call opens no other."""
    signed = sign(
        "GET",
        "/v1/feed",
        "after=0.0",
        b"",
        key=desk.key,
        key_id=desk.installation,
        created_s=epoch_ms(NOW) // 1000,
    )
    for method, path, query, body in (
        ("GET", "/v1/feed", "after=0.0&limit=1", b""),
        ("GET", "/v1/keys", "after=0.0", b""),
        ("DELETE", "/v1/leases/x", "after=0.0", b""),
        ("GET", "/v1/feed", "after=0.0", b"x"),
    ):
        reply = requests.request(
            method, f"{desk.url}{path}?{query}", data=body, headers=signed, timeout=20
        )
        assert reply.json()["code"] == "bad_signature"
    good = requests.get(f"{desk.url}/v1/feed?after=0.0", headers=signed, timeout=20)
    assert good.status_code == 200


@pytest.mark.parametrize(
    ("skew_s", "fine"), [(-301, False), (-300, True), (300, True), (301, False)]
)
def test_a_clock_that_is_off_is_told_the_centrals_time(desk: Desk, skew_s: int, fine: bool) -> None:
    """Five minutes either way; the desk signs with the central's time from then on."""
    desk.later(timedelta(seconds=skew_s))
    reply = desk.call("GET", "/v1/keys")
    assert (reply.status == 200) is fine
    if not fine:
        assert reply.problem.code == "clock_skew"
        assert reply.problem.server_time_ms == epoch_ms(NOW)
        assert int(reply.headers["Qmc-Time"]) == epoch_ms(NOW)


@pytest.mark.parametrize(
    ("body", "headers", "code", "field"),
    [
        (b"", {}, "bad_body", "$"),
        (b"{", {}, "bad_body", "$"),
        (b"\xff\xfe", {}, "bad_body", "$"),
        (b'{"events": NaN}', {}, "bad_body", "$"),
        (b'{"events": {}}', {}, "bad_body", "$.events"),
        (FLAT, {}, "bad_body", "$.events"),
        (b'{"events":[{"header":{}}]}', {}, "bad_body", "$.events[0]"),
        (b'{"events":' + b"[" * 100_000, {}, "bad_body", "$.events[0]"),
        (b'{"events":' + b'{"a":' * 100_000, {}, "bad_body", "$.events"),
        (FLAT, {"Content-Encoding": "br"}, "unsupported_encoding", None),
        (FLAT, {"Content-Encoding": "gzip"}, "bad_body", "$"),
        (gzip.compress(FLAT)[:-4], {"Content-Encoding": "gzip"}, "bad_body", "$"),
        (gzip.compress(FLAT) * 2, {"Content-Encoding": "gzip"}, "bad_body", "$"),
        (zlib.compress(FLAT), {"Content-Encoding": "gzip"}, "bad_body", "$"),
        (b"x" * (MAX_BODY_BYTES + 1), {}, "too_large", None),
    ],
)
def test_a_body_that_is_none_is_answered_with_a_problem(
    desk: Desk, body: bytes, headers: dict[str, str], code: str, field: str | None
) -> None:
    """Syntax, shape, nesting, encoding, size: the path says where."""
    refused = desk.call("POST", "/v1/events", body=body, headers=headers).problem
    assert (refused.code, refused.field) == (code, field)
    assert refused.detail


def test_a_gzip_bomb_is_stopped_while_it_is_unpacked(desk: Desk) -> None:
    """A hundred megabytes of zeros in a hundred kilobytes."""
    packer = zlib.compressobj(wbits=31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
    assert len(bomb) < 200_000
    refused = desk.call("POST", "/v1/events", body=bomb, headers={"Content-Encoding": "gzip"})
    assert (refused.problem.status, refused.problem.code) == (413, "too_large")


def test_more_events_than_the_contract_allows_are_refused(desk: Desk) -> None:
    """500 a batch."""
    body = b'{"events":[' + b",".join([b'{"header":1,"payload":1}'] * 501) + b"]}"
    assert desk.call("POST", "/v1/events", body=body).problem.field == "$.events"
    fewer = b'{"events":[' + b",".join([b'{"header":1,"payload":1}'] * 500) + b"]}"
    answer = desk.call("POST", "/v1/events", body=fewer).read(BatchAnswer)
    assert len(answer.outcomes) == 500


def test_an_address_or_method_that_is_none_is_a_problem_with_the_time(desk: Desk) -> None:
    """Also what the framework answers by itself is of the contract."""
    assert desk.call("GET", "/v1/nothing").problem.code == "not_found"
    assert desk.call("GET", "/v1/keys/").problem.code == "not_found"
    assert desk.call("PUT", "/v1/keys").problem.code == "method_not_allowed"


def test_unknown_fields_are_ignored(desk: Desk) -> None:
    """A newer desk sends more than we know."""
    assert desk.ask_lease(hue="blue").status == 200


def test_health_says_what_is_wrong_with_the_database(central: EmbeddedCentral, desk: Desk) -> None:
    """Unsigned; 503 where the database does not answer."""
    good = desk.call("GET", "/v1/health", signed=False).read(Health)
    assert (good.status, good.database, good.contract) == ("ok", "ok", 1)
    with central.database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE generation RENAME TO elsewhere")
    bad = desk.call("GET", "/v1/health", signed=False)
    assert bad.status == 503
    assert msgspec.json.decode(bad.content, type=Health).status == "degraded"


def test_large_answers_are_packed(desk: Desk) -> None:
    """A slow line is the usual line."""
    desk.push(*[desk.opened(f"d{index}") for index in range(50)])
    assert desk.feed().headers["Content-Encoding"] == "gzip"


class Broken:
    """Rules with a bug of our own."""

    def reception(self, procedure: str, on: object) -> str | None:
        raise LookupError(procedure)


def _spoil(**headers: str) -> Callable[[dict[str, str]], None]:
    return lambda made: made.update(headers)


def _calls(name: str, desk: Desk, **more: Any) -> Reply:
    """One good call of each operation; ``more`` spoils it."""
    call: dict[str, Callable[[], Reply]] = {
        "enrol": lambda: desk.call("POST", "/v1/installations", **more),
        "push_events": lambda: desk.call("POST", "/v1/events", **more),
        "take_carried": lambda: desk.call("POST", "/v1/carried", **more),
        "pull_feed": lambda: desk.call("GET", "/v1/feed", **{"query": "after=0.0", **more}),
        "take_lease": lambda: desk.call("POST", "/v1/leases", **more),
        "return_lease": lambda: desk.call("DELETE", "/v1/leases/x", **more),
        "take_claim": lambda: desk.call("POST", "/v1/claims", **more),
        "end_claim": lambda: desk.call("DELETE", "/v1/claims/x", **more),
        "catalogue": lambda: desk.call("GET", "/v1/catalogue", **more),
        "calendar": lambda: desk.call("GET", "/v1/calendar", **more),
        "agencies": lambda: desk.call("GET", "/v1/agencies", **more),
        "keys": lambda: desk.call("GET", "/v1/keys", **more),
        "create_scan": lambda: desk.call("POST", "/v1/scans", **more),
        "scan_place": lambda: desk.call("HEAD", "/v1/scans/x", **more),
        "continue_scan": lambda: desk.call("PATCH", "/v1/scans/x", **more),
        "end_scan": lambda: desk.call("DELETE", "/v1/scans/x", **more),
        "health": lambda: desk.call("GET", "/v1/health", **more),
    }
    return call[name]()


def _problem(reply: Reply) -> str:
    """Its code; the answer to a HEAD has no body to say it in."""
    code: str = reply.headers[PROBLEM_HEADER]
    return code


SIGNED = [each.name for each in OPERATIONS if each.signed]


@pytest.mark.parametrize("name", SIGNED)
def test_every_signed_operation_gives_every_problem_of_signatures(
    central: EmbeddedCentral,
    enrolled: Enrolled,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """unsigned, bad_signature, unknown, skew, contract, suspended: at each of them."""
    desk = enrolled("desk-1")
    stranger = Desk(central.url, "stranger")
    seen = {_problem(_calls(name, desk, signed=False))}
    seen.add(_problem(_calls(name, desk, change=_spoil(Signature="x"))))
    seen.add(_problem(_calls(name, stranger)))
    late = desk.copy()
    late.later(timedelta(hours=1))
    seen.add(_problem(_calls(name, late)))
    with monkeypatch.context() as later:  # the desk signs as one of a far later version
        later.setattr("sync.contract.signing.CONTRACT_VERSION", 99)
        seen.add(_problem(_calls(name, desk)))
    suspend(central.database, desk.installation)
    seen.add(_problem(_calls(name, desk)))
    assert seen == {
        "unsigned",
        "bad_signature",
        "unknown_installation",
        "clock_skew",
        "unsupported_contract",
        "installation_suspended",
    }


def _claims_that_are_refused(desk: Desk, other: Desk, central: EmbeddedCentral) -> list[Reply]:
    with_result(desk, "claimed")
    desk.push(returned(desk, "claimed"))
    assert ask(other, "of-other", "d7").status == 200
    assert ask(desk, "over", "d8").status == 200
    give_back(desk, "over")
    refused = [
        ask(desk, "c", "d7"),
        ask(desk, "c", "claimed"),
        ask(desk, "over", "d8"),
        ask(desk, "of-other", "d7"),
    ]
    hold_many(central, desk)
    return [*refused, ask(desk, "one-more", "d9")]


def test_every_other_problem_of_the_contract_is_given_by_its_operation(
    desk: Desk, central: EmbeddedCentral, enrolled: Enrolled
) -> None:
    """The table of operations promises nothing that can't happen."""
    grant = desk.lease(id="a", count=5)
    desk.end_lease(grant.id, first=1, last=1)
    large = b"x" * (MAX_BODY_BYTES + 1)
    br = {"Content-Encoding": "br"}
    code = add_installation_code(central.database, AGENCY, now=NOW)
    thief = Desk(central.url, desk.installation)
    away, stopped = enrolled("away", OTHER_AGENCY), enrolled("stopped")
    suspend(central.database, stopped.installation)
    given = {
        "enrol": [
            Desk(central.url, "new").ask_to_enrol("BBBB"),
            thief.ask_to_enrol(code),
            _calls("enrol", desk),
            _calls("enrol", desk, body=large),
            _calls("enrol", desk, headers=br),
        ],
        "push_events": [
            _calls("push_events", desk),
            _calls("push_events", desk, body=large),
            _calls("push_events", desk, headers=br),
        ],
        "take_carried": [
            desk.carry(thief, thief.opened("d1")),
            desk.carry(Desk(central.url, "nobody"), Desk(central.url, "nobody").opened("d1")),
            desk.carry(away, away.opened("d1")),
            desk.carry(stopped, stopped.opened("d1")),
            _calls("take_carried", desk),
            _calls("take_carried", desk, body=large),
            _calls("take_carried", desk, headers=br),
        ],
        "pull_feed": [desk.feed("x"), desk.feed(limit=0)],
        "take_lease": [
            _calls("take_lease", desk),
            _calls("take_lease", desk, body=large),
            _calls("take_lease", desk, headers=br),
            desk.ask_lease(period="2020-01-01"),
            desk.ask_lease(kind="none"),
            desk.ask_lease(id="a", count=6),
        ],
        "return_lease": [
            desk.end_lease("nobody"),
            desk.end_lease(grant.id, first=5, last=6),
            desk.end_lease(grant.id, first=1, last=2),
            desk.end_lease(grant.id, first="x"),
        ],
        "take_claim": [
            *_claims_that_are_refused(desk, enrolled("other"), central),
            _calls("take_claim", desk),
            _calls("take_claim", desk, body=large),
            _calls("take_claim", desk, headers=br),
        ],
        "end_claim": [desk.call("DELETE", "/v1/claims/of-other")],
        "catalogue": [],
        "calendar": [],
        "agencies": [],
        "keys": [],
        "health": [],
    }
    signatures = {
        problem for each in OPERATIONS if each.name == "keys" for problem in each.problems
    }
    for operation in OPERATIONS:
        if operation.tus:  # test_scans has what it says
            continue
        seen = {reply.problem.code for reply in given[operation.name]}
        assert seen == set(operation.problems) - signatures, operation.name


def test_a_bug_of_our_own_is_a_problem_and_loses_nothing(database_url: str) -> None:
    """500 ``internal``: the desk tries again, and nothing was half written."""
    with running_central(database_url, rules=Broken()) as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        event = desk.opened("d1")
        for _ in range(2):
            assert desk.send(event).problem.code in GENERAL_PROBLEMS
        assert desk.whole_feed() == []
