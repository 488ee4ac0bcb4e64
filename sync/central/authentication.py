"""Who calls: checks the request's signature and the installation's standing (docs/adr/0008)."""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync.central.call import Call, Central
from sync.central.installations import (
    Installation,
    Standing,
    effective_standing,
    find_installation,
)
from sync.central.problems import CallRefused
from sync.contract.messages import CONTRACT_VERSION, OLDEST_CONTRACT_VERSION
from sync.contract.signing import CONTRACT_HEADER, BadSignature, read_signer, verify

NEWEST_CONTRACT_VERSION = CONTRACT_VERSION + 2
"""A desk two versions ahead still speaks ours: unknown fields are ignored."""

MAY: dict[str, frozenset[Standing]] = {
    "enrol": frozenset(Standing),  # enrolment itself decides by standing and code
    "push_events": frozenset({Standing.ACTIVE, Standing.RETIRED, Standing.FORKED}),
    "take_carried": frozenset({Standing.ACTIVE, Standing.RETIRED, Standing.FORKED}),
    "return_lease": frozenset({Standing.ACTIVE, Standing.RETIRED, Standing.FORKED}),
    "pull_feed": frozenset({Standing.ACTIVE}),
    "take_lease": frozenset({Standing.ACTIVE}),
    "take_claim": frozenset({Standing.ACTIVE}),
    "end_claim": frozenset({Standing.ACTIVE, Standing.RETIRED, Standing.FORKED}),
    "keys": frozenset({Standing.ACTIVE}),
    # As with events: what is on paper already comes in.
    "create_scan": frozenset({Standing.ACTIVE, Standing.RETIRED, Standing.FORKED}),
    "scan_place": frozenset({Standing.ACTIVE, Standing.RETIRED, Standing.FORKED}),
    "continue_scan": frozenset({Standing.ACTIVE, Standing.RETIRED, Standing.FORKED}),
    "end_scan": frozenset({Standing.ACTIVE, Standing.RETIRED, Standing.FORKED}),
    "catalogue": frozenset({Standing.ACTIVE}),
    "calendar": frozenset({Standing.ACTIVE}),
    "agencies": frozenset({Standing.ACTIVE}),
}

_WHY_NOT = {
    Standing.RETIRED: (
        "Máy quầy này đã có máy kế nhiệm.",
        "Có thể một bản sao của máy đang chạy; ghi danh lại máy này.",
    ),
    Standing.FORKED: (
        "Có hai bản của máy quầy này cùng chạy.",
        "Hồ sơ đã nhận vẫn gửi được; báo quản trị trung tâm cấp mã ghi danh mới.",
    ),
    Standing.SUSPENDED: (
        "Quản trị trung tâm đã tạm dừng máy quầy này.",
        "Hồ sơ đã nhận vẫn nằm ở máy; báo quản trị trung tâm.",
    ),
}


def authenticate(
    central: Central, call: Call, operation: str, *, stranger: Installation | None = None
) -> Installation:
    """Return the installation that signed ``call`` and may do ``operation``.

    An unknown installation is checked as ``stranger``, where the call is signed in its name.
    Raises CallRefused: ``unsigned``, ``unknown_installation``, ``bad_signature``, ``clock_skew``,
    ``unsupported_contract``, ``installation_suspended``.
    """
    if "signature-input" not in call.headers:
        raise CallRefused("unsigned", "Yêu cầu phải mang chữ ký của máy quầy.")
    try:
        claimed = read_signer(call.headers)
    except BadSignature as error:
        raise CallRefused("bad_signature", f"Không đọc được chữ ký: {error}.") from error
    with central.database.read() as connection:
        installation = find_installation(connection, claimed.key_id)
    if installation is None and stranger is not None and stranger.id == claimed.key_id:
        installation = stranger
    if installation is None:
        raise CallRefused(
            "unknown_installation",
            f"Máy quầy {claimed.key_id} chưa ghi danh.",
            advice="Nếu trung tâm vừa phục hồi từ bản sao lưu cũ: xin mã ghi danh mới,"
            " rồi chạy enrol --replace --code MÃ. Hồ sơ vẫn được giữ tại quầy.",
        )
    _verify(call, installation)
    _check_clock(central, call, claimed.created_s)
    check_contract(call)
    standing = _standing(central, installation)
    if standing not in MAY[operation]:
        raise suspended(standing)
    return installation


def _standing(central: Central, installation: Installation) -> Standing:
    """Its effective standing; only of a retired one more has to be asked."""
    if installation.standing is not Standing.RETIRED:
        return installation.standing
    with central.database.read() as connection:
        return effective_standing(connection, installation)


def check_contract(call: Call) -> None:
    """Raises CallRefused ``unsupported_contract``; a call that names no version passes."""
    text = call.headers.get(CONTRACT_HEADER.lower())
    if text is None:
        return
    known = range(OLDEST_CONTRACT_VERSION, NEWEST_CONTRACT_VERSION + 1)
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and int(text) in known):
        raise CallRefused(
            "unsupported_contract",
            f"Trung tâm nói hợp đồng từ {known[0]} đến {known[-1]}, không phải {text[:20]!r}.",
            advice="Nâng cấp chương trình ở quầy hoặc ở trung tâm.",
        )


def suspended(standing: Standing) -> CallRefused:
    """The problem for an installation that may not do this."""
    detail, advice = _WHY_NOT[standing]
    return CallRefused("installation_suspended", detail, advice=advice)


def _verify(call: Call, installation: Installation) -> None:
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(installation.public_key))
    try:
        verify(call.method, call.path, call.query, call.body, call.headers, key=key)
    except BadSignature as error:
        raise CallRefused("bad_signature", f"Chữ ký không khớp: {error}.") from error


def _check_clock(central: Central, call: Call, created_s: int) -> None:
    skew_s = created_s - call.at_ms / 1000
    if abs(skew_s) > central.settings.max_skew_s:
        raise CallRefused(
            "clock_skew",
            f"Đồng hồ của máy lệch {round(skew_s)} giây so với trung tâm.",
            advice="Máy tự ký lại theo giờ trung tâm; hãy chỉnh đồng hồ của máy.",
            server_time_ms=call.at_ms,
        )
