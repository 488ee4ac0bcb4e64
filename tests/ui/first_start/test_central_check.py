"""What answers at an address, in words for who types it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.clock.time import FixedClock, epoch_ms
from app.errors import EnvironmentFault, InvalidInput
from sync.contract.messages import CONTRACT_VERSION
from sync.contract.signing import TIME_HEADER
from tests.desks import MORNING
from tests.sync.transport.scripted_server import ScriptedServer
from ui.first_start.central_check import VERSIONS_APART, check_central, whole_address

CLOCK = FixedClock(MORNING)


def answer(
    body: str,
    *,
    status: str = "200 OK",
    kind: str = "application/json",
    ahead: timedelta = timedelta(),
) -> bytes:
    """An HTTP answer whose sender's clock is ``ahead`` of the desk's."""
    data = body.encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n"
        f"{TIME_HEADER}: {epoch_ms(MORNING + ahead)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + data


def health(contract: int = CONTRACT_VERSION, status: str = "ok") -> str:
    """What a central says of itself."""
    at = epoch_ms(MORNING)
    return f'{{"status":"{status}","database":"ok","contract":{contract},"server_time_ms":{at}}}'


def refused(script: bytes | None) -> EnvironmentFault:
    """What is said of a server that answers so."""
    with ScriptedServer(lambda _: script) as server, pytest.raises(EnvironmentFault) as caught:
        check_central(server.url, CLOCK)
    assert caught.value.advice
    return caught.value


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" https://trungtam.example/ ", "https://trungtam.example"),
        ("trungtam.example:8443", "https://trungtam.example:8443"),
        ("127.0.0.1:8400", "http://127.0.0.1:8400"),
        ("localhost:8400", "http://localhost:8400"),
        ("http://[::1]:8400", "http://[::1]:8400"),
    ],
)
def test_an_address_may_be_typed_without_its_beginning(typed: str, address: str) -> None:
    """It is https then; on this machine itself http."""
    assert whole_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "missing"),
        ("http://trungtam.example", "plain_http"),
        ("https://", "bad_central_url"),
        ("ftp://trungtam.example", "bad_central_url"),
        ("trung tam", "bad_central_url"),
    ],
)
def test_what_is_no_address_is_refused(typed: str, code: str) -> None:
    """Before anything is sent."""
    with pytest.raises(InvalidInput) as caught:
        whole_address(typed)
    assert (caught.value.code, caught.value.field) == (code, "central_url")


def test_a_central_is_found_with_its_clock() -> None:
    """The clocks are compared by the answer itself."""
    with ScriptedServer(lambda _: answer(health())) as server:
        found = check_central(server.url, CLOCK)
    assert (found.url, found.offset_s, found.clock_is_wrong) == (server.url, 0, False)
    with ScriptedServer(lambda _: answer(health(), ahead=timedelta(minutes=7))) as server:
        found = check_central(server.url, CLOCK)
    assert found.offset_s == -420
    assert found.clock_is_wrong


@pytest.mark.parametrize("contract", [1, CONTRACT_VERSION + VERSIONS_APART])
def test_versions_that_are_near_work_together(contract: int) -> None:
    """N and N-2."""
    with ScriptedServer(lambda _: answer(health(contract))) as server:
        assert check_central(server.url, CLOCK).url == server.url


def test_a_version_too_far_away_is_said() -> None:
    """Enrolling would only fail later."""
    error = refused(answer(health(CONTRACT_VERSION + VERSIONS_APART + 1)))
    assert error.code == "other_contract"


@pytest.mark.parametrize(
    "script",
    [
        answer("<html>Đăng nhập Wi-Fi</html>", kind="text/html"),
        answer('{"hello": 1}'),
        answer("{}", status="404 Not Found"),
        answer("", status="302 Found"),
    ],
)
def test_something_else_is_no_central(script: bytes) -> None:
    """A captive portal, another server."""
    assert refused(script).code == "not_a_central"


def test_a_sick_central_is_told_from_a_wrong_address() -> None:
    """It answers, and will be well again."""
    error = refused(answer(health(status="degraded"), status="503 Service Unavailable"))
    assert error.code == "central_sick"


def test_nobody_there_and_no_such_name_are_told_apart() -> None:
    """One is the network's, the other a slip of the fingers."""
    with pytest.raises(EnvironmentFault) as nobody:
        check_central("http://127.0.0.1:9", CLOCK)
    with pytest.raises(EnvironmentFault) as no_name:
        check_central("https://trungtam.invalid", CLOCK)
    assert {nobody.value.code, no_name.value.code} == {"central_unreachable"}
    assert nobody.value.message != no_name.value.message
