"""Whether an address is a central that this desk can work with; without Qt."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from msgspec import Struct

from app.errors import EnvironmentFault, InvalidInput
from sync.contract.messages import CONTRACT_VERSION, Health
from sync.contract.operations import HEALTH
from sync.engine.answers import Answer, Failure, FailureKind
from sync.engine.send import Send
from sync.transport.http import HttpTransport, TransportSettings, checked_base_url

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from app.clock.time import Clock

SETTINGS = TransportSettings(connect_s=4.0, read_s=6.0, total_s=10.0)
VERSIONS_APART = 2
"""Versions N and N-2 of the contract work together."""
MAX_CLOCK_OFFSET_S = 120
_LOOPBACK = ("localhost", "127.", "[::1]")
_ADVICE = "Kiểm tra địa chỉ với quản trị trung tâm."


class CentralFound(Struct, frozen=True):
    """A central that answers. ``offset_s``: this machine's clock minus the central's, or None."""

    url: str
    offset_s: float | None

    @property
    def clock_is_wrong(self) -> bool:
        """Whether the two clocks are further apart than is good for due times."""
        return self.offset_s is not None and abs(self.offset_s) > MAX_CLOCK_OFFSET_S


def whole_address(text: str) -> str:
    """What was typed as an address: without a scheme it is https, on this machine http.

    Raises InvalidInput (``missing``, ``bad_central_url``, ``plain_http``).
    """
    typed = text.strip()
    if not typed:
        raise InvalidInput("missing", "Ghi địa chỉ hệ thống trung tâm.", field="central_url")
    if "://" not in typed:
        typed = ("http://" if typed.startswith(_LOOPBACK) else "https://") + typed
    return checked_base_url(typed)


def check_central(url: str, clock: Clock) -> CentralFound:
    """Ask the central at ``url`` (checked) how it is; takes up to 10 s.

    Raises EnvironmentFault (``central_unreachable``, ``not_a_central``, ``central_sick``,
    ``other_contract``).
    """
    with HttpTransport(url, _no_key, clock, settings=SETTINGS) as transport:
        reply = transport.execute(Send(HEALTH))
    if isinstance(reply, Failure):
        raise _unreached(reply)
    if reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise EnvironmentFault(
            "central_sick",
            "Có trả lời, nhưng hệ thống trung tâm đang gặp sự cố.",
            advice="Đợi một lát rồi thử lại, hoặc báo quản trị trung tâm.",
        )
    if reply.status != HTTPStatus.OK or not isinstance(reply.body, Health):
        raise _not_a_central()
    return _spoken(url, reply, reply.body)


def _spoken(url: str, reply: Answer, health: Health) -> CentralFound:
    if abs(health.contract - CONTRACT_VERSION) > VERSIONS_APART:
        older = "trung tâm" if health.contract < CONTRACT_VERSION else "chương trình ở quầy"
        raise EnvironmentFault(
            "other_contract",
            "Hệ thống trung tâm và chương trình này khác phiên bản quá xa.",
            advice=f"Cập nhật {older} trước.",
        )
    offset_ms = reply.clock_offset_ms
    return CentralFound(url, None if offset_ms is None else offset_ms / 1000)


def _no_key(installation: str) -> Ed25519PrivateKey:
    raise AssertionError(f"asking how a central is needs no signature of {installation}")


def _unreached(failure: Failure) -> EnvironmentFault:
    if failure.kind in {FailureKind.NOT_CONTRACT, FailureKind.TOO_LARGE}:
        return _not_a_central()
    if failure.kind is FailureKind.TIMEOUT:
        message, advice = "Địa chỉ này trả lời quá chậm.", "Kiểm tra mạng rồi thử lại."
    elif "SSLError" in failure.detail or "CERTIFICATE" in failure.detail:
        message = "Máy này không tin chứng chỉ của địa chỉ đó."
        advice = "Kiểm tra ngày giờ của máy và địa chỉ; báo quản trị trung tâm nếu vẫn vậy."
    elif "NameResolution" in failure.detail or "getaddrinfo" in failure.detail:
        message, advice = "Không có máy chủ nào tên như vậy.", "Kiểm tra chính tả, rồi mạng."
    else:
        message = "Không tới được hệ thống trung tâm ở địa chỉ này."
        advice = "Kiểm tra mạng rồi thử lại. " + _ADVICE
    return EnvironmentFault("central_unreachable", message, field="central_url", advice=advice)


def _not_a_central() -> EnvironmentFault:
    return EnvironmentFault(
        "not_a_central",
        "Có trả lời, nhưng không phải của hệ thống trung tâm.",
        field="central_url",
        advice="Kiểm tra trang đăng nhập mạng (Wi-Fi, proxy). " + _ADVICE,
    )
