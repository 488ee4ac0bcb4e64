"""``/v1/claims``: acts that happen once in the world have one holder (docs/adr/0028).

A claim decides about no event: ``result_returned`` is a fact, with or without it. It keeps two
desks from doing the same at the same time, and is gone after two hours, when it is given back, and
when what it was for has come.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from app.clock.time import VIETNAM
from sync.central.authentication import authenticate, suspended
from sync.central.call import Call, Central
from sync.central.installations import Installation, Standing, find_installation, lineage
from sync.central.problems import CallRefused
from sync.central.received import NAME
from sync.central.schema import claim, installation
from sync.central.turns import take_heads
from sync.contract.messages import ClaimEnded, ClaimGrant, ClaimKind, ClaimRequest

VALID = timedelta(hours=2)
"""A desk that lost its power must not keep a citizen waiting tomorrow."""
MAX_HELD = 200
"""Of one installation at a time: more than it can have dossiers on its table."""
_FORGOTTEN_AFTER = timedelta(days=7)
"""So long a request that comes late is known to have ended."""
_UNASKED = ""
"""The kind of what was given back, and it is not known what it was."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_Row = Row[tuple[Any, ...]]


class ClaimState(StrEnum):
    """Where a claim stands at the central."""

    HELD = "held"
    USED = "used"
    ENDED = "ended"


_DOING = {
    ClaimKind.RETURN_RESULT.value: "đang trả kết quả hồ sơ này",
    ClaimKind.ACCEPT_ONLINE.value: "đang nhận hồ sơ trực tuyến này",
}
_DONE = {
    ClaimKind.RETURN_RESULT.value: "đã trả kết quả hồ sơ này",
    ClaimKind.ACCEPT_ONLINE.value: "đã nhận hồ sơ trực tuyến này",
}


def take_claim(central: Central, call: Call) -> ClaimGrant:
    """``POST /v1/claims``: the same id again is the same claim, as long as nobody else has it.

    Raises CallRefused: ``claimed_elsewhere``, ``claim_used``, ``claim_ended`` (it was given back,
    or lifted), ``too_many_claims``, ``id_conflict``.
    """
    signer = authenticate(central, call, "take_claim")
    request = call.decode(ClaimRequest)
    for field in ("id", "dossier"):
        if NAME.match(getattr(request, field)) is None:
            raise CallRefused("bad_body", "Mã chỉ gồm chữ, số và dấu.", field=f"$.{field}")
    _bound_what_is_held(central, signer.agency, request, call.at_ms)
    with central.database.write() as connection:
        present = find_installation(connection, signer.id, lock=True) or signer
        if present.standing is not Standing.ACTIVE:  # since the signature was checked
            raise suspended(present.standing)
        mine = {each.id for each in lineage(connection, present)}
        take_heads(connection, {present.agency})
        known = _known(connection, request, present, mine)
        _check_free(connection, request, present.agency, mine, call.at_ms)
        if known is None:
            _check_held(connection, present, call.at_ms)
            _insert(
                connection,
                request.id,
                request.kind,
                agency=present.agency,
                dossier=request.dossier,
                owner=present.id,
                state=ClaimState.HELD,
                now_ms=call.at_ms,
            )
        else:
            _hold_on(connection, known, present, call.at_ms)
    return ClaimGrant(request.id, request.kind, request.dossier, int(VALID.total_seconds()))


def end_claim(central: Central, call: Call) -> ClaimEnded:
    """``DELETE /v1/claims/{claim}``: its desk gives it back; the same call again is no error.

    One that is not known has ended: this database may be older than it, or the request has not
    come yet; it will find that. Raises CallRefused
    (``unknown_claim``) for another desk's.
    """
    signer = authenticate(central, call, "end_claim")
    wanted = call.path_parameters["claim"]
    if NAME.match(wanted) is None:
        raise CallRefused("unknown_claim", "Không có quyền giữ việc này của máy quầy.")
    with central.database.write() as connection:
        present = find_installation(connection, signer.id, lock=True) or signer
        if present.standing is Standing.SUSPENDED:  # since the signature was checked
            raise suspended(present.standing)
        mine = {each.id for each in lineage(connection, present)}
        take_heads(connection, {present.agency})
        row = connection.execute(select(claim).where(claim.c.id == wanted)).one_or_none()
        if row is None:
            _remember_as_ended(connection, wanted, present, call.at_ms)
            return ClaimEnded(wanted)
        if row.installation not in mine:
            raise CallRefused("unknown_claim", "Quyền giữ việc này thuộc một máy quầy khác.")
        if row.state == ClaimState.HELD:
            _end(connection, claim.c.id == wanted)
    return ClaimEnded(wanted, used=row.state == ClaimState.USED)


def use_claim(
    connection: Connection,
    kind: ClaimKind,
    *,
    agency: str,
    dossier: str,
    installation_id: str,
    event: str,
    now_ms: int,
) -> None:
    """What a claim is for has come in ``event``: nobody gets it again. The first use stays.

    It is the holder's own word, or takes the place of the holder's claim. The agency's head is
    this transaction's.
    """
    row = _present(connection, agency, kind.value, dossier)
    if row is not None and row.state == ClaimState.USED:
        return
    if row is not None and row.installation == installation_id:
        connection.execute(
            update(claim)
            .where(claim.c.id == row.id)
            .values(state=ClaimState.USED.value, taken_ms=now_ms)
        )
        return
    if row is not None:
        _end(connection, claim.c.id == row.id)
    taken = connection.execute(select(claim.c.id).where(claim.c.id == event)).first()
    if taken is None:
        _insert(
            connection,
            event,
            kind,
            agency=agency,
            dossier=dossier,
            owner=installation_id,
            state=ClaimState.USED,
            now_ms=now_ms,
        )


def holder_elsewhere(
    connection: Connection,
    kind: ClaimKind,
    *,
    agency: str,
    dossier: str,
    mine: set[str],
    now_ms: int,
) -> str:
    """Who else has the claim now, as a sentence; empty where nobody has. ``mine`` are ids."""
    row = _present(connection, agency, kind.value, dossier)
    if row is None or row.installation in mine:
        return ""
    if row.state != ClaimState.HELD or row.expires_ms <= now_ms:
        return ""
    return _who(connection, row)


def list_claims(connection: Connection, agency: str | None, now_ms: int) -> list[dict[str, Any]]:
    """The claims that are held now, the oldest first, for the administrator."""
    query = (
        select(claim, installation.c.counter)
        .join(installation, installation.c.id == claim.c.installation, isouter=True)
        .where(claim.c.state == ClaimState.HELD.value, claim.c.expires_ms > now_ms)
        .order_by(claim.c.taken_ms, claim.c.id)
    )
    if agency is not None:
        query = query.where(claim.c.agency == agency)
    return [
        {
            "claim": row.id,
            "agency": row.agency,
            "kind": row.kind,
            "dossier": row.dossier,
            "installation": row.installation,
            "counter": row.counter or "",
            "taken": _at(row.taken_ms).isoformat(timespec="seconds"),
            "until": _at(row.expires_ms).isoformat(timespec="seconds"),
        }
        for row in connection.execute(query)
    ]


def lift_claim(connection: Connection, wanted: str) -> bool:
    """The administrator takes a claim from its desk; whether it was held."""
    return _end(connection, (claim.c.id == wanted) & (claim.c.state == ClaimState.HELD.value))


def _bound_what_is_held(central: Central, agency: str, request: ClaimRequest, now_ms: int) -> None:
    """The central's clock was set back since it was taken: it is held for as long as a new one.

    Never shorter, for its desk counts on that. A transaction of its own: it stays where the
    request is refused.
    """
    with central.database.write() as connection:
        take_heads(connection, {agency})
        row = _present(connection, agency, request.kind.value, request.dossier)
        if row is not None and row.expires_ms > _expiry_ms(now_ms):
            connection.execute(
                update(claim).where(claim.c.id == row.id).values(expires_ms=_expiry_ms(now_ms))
            )


def _known(
    connection: Connection, request: ClaimRequest, present: Installation, mine: set[str]
) -> _Row | None:
    """What this id is already; one that has ended never comes back, however late it is repeated."""
    row = connection.execute(select(claim).where(claim.c.id == request.id)).one_or_none()
    if row is None:
        return None
    asked = (present.agency, request.kind.value, request.dossier)
    if row.installation in mine and row.kind == _UNASKED:
        raise CallRefused("claim_ended", "Quyền giữ việc này đã trả lại.")
    if row.installation not in mine or (row.agency, row.kind, row.dossier) != asked:
        raise CallRefused("id_conflict", "Mã này đã dùng cho một việc khác.", field="$.id")
    if row.state == ClaimState.ENDED:
        other = _present(connection, *asked)
        if other is None or other.installation in mine:
            raise CallRefused("claim_ended", "Quyền giữ việc này đã trả lại hoặc đã được gỡ.")
    return row


def _check_free(
    connection: Connection, request: ClaimRequest, agency: str, mine: set[str], now_ms: int
) -> None:
    """Nobody else has it, and it has not happened; an older claim of the same desk ends."""
    row = _present(connection, agency, request.kind.value, request.dossier)
    if row is None:
        return
    if row.state == ClaimState.USED:
        raise CallRefused("claim_used", _who(connection, row))
    if row.installation not in mine and row.expires_ms > now_ms:
        raise CallRefused(
            "claimed_elsewhere",
            _who(connection, row),
            advice="Hỏi quầy đó trước khi làm; quản trị trung tâm gỡ được quyền giữ.",
        )
    if row.id != request.id:
        _end(connection, claim.c.id == row.id)


def _check_held(connection: Connection, present: Installation, now_ms: int) -> None:
    """A bound on what one installation holds; what ended long ago is forgotten."""
    mine = claim.c.installation == present.id
    live = (claim.c.state == ClaimState.HELD.value) & (claim.c.expires_ms > now_ms)
    held = connection.execute(select(func.count()).select_from(claim).where(mine, live))
    if int(held.scalar_one()) >= MAX_HELD:
        raise CallRefused("too_many_claims", f"Máy quầy đang giữ {MAX_HELD} việc: trả bớt.")
    old_ms = now_ms - round(_FORGOTTEN_AFTER / timedelta(milliseconds=1))
    ended = (claim.c.state == ClaimState.ENDED.value) & (claim.c.expires_ms < old_ms)
    connection.execute(delete(claim).where(mine, ended))


def _remember_as_ended(
    connection: Connection, wanted: str, present: Installation, now_ms: int
) -> None:
    """What is given back before it was asked for; bounded as what is held."""
    unasked = (claim.c.installation == present.id) & (claim.c.state == ClaimState.ENDED.value)
    known = select(func.count()).select_from(claim).where(unasked, claim.c.kind == _UNASKED)
    if int(connection.execute(known).scalar_one()) < MAX_HELD:
        connection.execute(
            insert(claim).values(
                id=wanted,
                agency=present.agency,
                kind=_UNASKED,
                dossier="",
                installation=present.id,
                taken_ms=now_ms,
                expires_ms=_expiry_ms(now_ms),
                state=ClaimState.ENDED.value,
            )
        )


def _hold_on(connection: Connection, row: _Row, present: Installation, now_ms: int) -> None:
    """The same request again: it holds for as long as a new one, from now."""
    if row.state == ClaimState.ENDED:  # and whoever had it since has let it run out
        raise CallRefused("claim_ended", "Quyền giữ việc này đã hết hạn.")
    connection.execute(
        update(claim)
        .where(claim.c.id == row.id)
        .values(installation=present.id, expires_ms=_expiry_ms(now_ms))
    )


def _insert(
    connection: Connection,
    key: str,
    kind: ClaimKind,
    *,
    agency: str,
    dossier: str,
    owner: str,
    state: ClaimState,
    now_ms: int,
) -> None:
    connection.execute(
        insert(claim).values(
            id=key,
            agency=agency,
            kind=kind.value,
            dossier=dossier,
            installation=owner,
            taken_ms=now_ms,
            expires_ms=_expiry_ms(now_ms),
            state=state.value,
        )
    )


def _present(connection: Connection, agency: str, kind: str, dossier: str) -> _Row | None:
    """The one row that has not ended; there may be none."""
    return connection.execute(
        select(claim).where(
            claim.c.agency == agency,
            claim.c.kind == kind,
            claim.c.dossier == dossier,
            claim.c.state != ClaimState.ENDED.value,
        )
    ).one_or_none()


def _end(connection: Connection, which: ColumnElement[bool]) -> bool:
    ended = connection.execute(update(claim).where(which).values(state=ClaimState.ENDED.value))
    return ended.rowcount > 0


def _who(connection: Connection, row: _Row) -> str:
    """``Quầy 3 đang trả kết quả hồ sơ này, từ 09:12 24/11/2026.``"""
    holder = find_installation(connection, row.installation)
    name = "Một quầy khác" if holder is None or not holder.counter else holder.counter
    at = f"{_at(row.taken_ms):%H:%M %d/%m/%Y}"
    if row.state == ClaimState.USED:
        return f"{name} {_DONE[row.kind]} (ghi nhận lúc {at})."
    return f"{name} {_DOING[row.kind]}, từ {at}."


def _at(milliseconds: int) -> datetime:
    return (_EPOCH + timedelta(milliseconds=milliseconds)).astimezone(VIETNAM)


def _expiry_ms(now_ms: int) -> int:
    return now_ms + round(VALID / timedelta(milliseconds=1))
