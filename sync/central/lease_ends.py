"""How leased numbers end: returned by the desk, or burned by the central; gaps stay listed."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select, update

from sync.central.authentication import authenticate, suspended
from sync.central.call import Call, Central
from sync.central.installations import Standing, find_installation, lineage
from sync.central.problems import CallRefused
from sync.central.received import NAME
from sync.central.schema import installation, lease, number_end
from sync.central.uses import used_of_lease
from sync.contract.messages import LeaseEnd, LeaseReturned

MAX_NUMBER = 999_999_999

Range = tuple[int, int]


def return_lease(central: Central, call: Call) -> LeaseReturned:
    """``DELETE /v1/leases/{lease}``: note that numbers first..last end unused.

    The same call again is answered the same. A successor may speak for its predecessors. What
    the central burned by itself when the successor came does not stand in the way of the desk's
    own, better informed word.
    """
    signer = authenticate(central, call, "return_lease")
    lease_id = call.path_parameters["lease"]
    if NAME.match(lease_id) is None:
        raise CallRefused("unknown_lease", "Không có dải số này của máy quầy.")
    first = call.integer("first", 1, MAX_NUMBER)
    last = call.integer("last", 1, MAX_NUMBER)
    outcome = _outcome(call)
    reason = call.text("reason", 500)
    with central.database.write() as connection:
        present = find_installation(connection, signer.id, lock=True) or signer
        if present.standing is Standing.SUSPENDED:  # since the signature was checked
            raise suspended(present.standing)
        mine = {each.id for each in lineage(connection, present)}
        row = connection.execute(
            select(lease).where(lease.c.id == lease_id).with_for_update(key_share=True)
        ).one_or_none()
        if row is None or row.installation not in mine:
            raise CallRefused("unknown_lease", "Không có dải số này của máy quầy.")
        if not row.first <= first <= last <= row.last:
            raise CallRefused("not_in_lease", f"Dải số là {row.first} đến {row.last}.")
        if not _already(connection, lease_id, first, last, outcome):
            _insert_ends(
                connection,
                [(lease_id, (first, last))],
                outcome=outcome,
                reason=reason,
                by_central=False,
                ended_by=signer.id,
                now_ms=call.at_ms,
            )
        connection.execute(
            update(installation)
            .where(installation.c.id == signer.id)
            .values(last_contact_ms=call.at_ms)
        )
    return LeaseReturned(id=lease_id, first=first, last=last, outcome=outcome)


def burn_leases(
    connection: Connection, owner: str, *, reason: str, ended_by: str, now_ms: int
) -> None:
    """Burn what the central knows to be unused of the leases of ``owner``."""
    ends: list[tuple[str, Range]] = []
    for row in connection.execute(select(lease).where(lease.c.installation == owner)).all():
        taken: list[Range] = [(n, n) for n in used_of_lease(connection, row.id)]
        ended = select(number_end.c.first, number_end.c.last).where(number_end.c.lease == row.id)
        taken += [(first, last) for first, last in connection.execute(ended)]
        ends += [(row.id, each) for each in left_over((row.first, row.last), taken)]
    _insert_ends(
        connection,
        ends,
        outcome=LeaseEnd.BURNED,
        reason=reason,
        by_central=True,
        ended_by=ended_by,
        now_ms=now_ms,
    )


def left_over(whole: Range, taken: Iterable[Range]) -> list[Range]:
    """The parts of ``whole`` (both ends included) that no range of ``taken`` covers."""
    free: list[Range] = []
    start = whole[0]
    for first, last in sorted(taken):
        if first > start:
            free.append((start, min(first - 1, whole[1])))
        start = max(start, last + 1)
        if start > whole[1]:
            return free
    return [*free, (start, whole[1])]


def _outcome(call: Call) -> LeaseEnd:
    text = call.text("outcome", 16)
    if text not in set(LeaseEnd):
        raise CallRefused("bad_query", "outcome là released hoặc burned.", field="outcome")
    return LeaseEnd(text)


def _already(
    connection: Connection, lease_id: str, first: int, last: int, outcome: LeaseEnd
) -> bool:
    """Whether exactly this was noted; raises CallRefused ``already_ended`` for an overlap."""
    overlapping = connection.execute(
        select(number_end).where(
            number_end.c.lease == lease_id,
            number_end.c.by_central == 0,
            number_end.c.first <= last,
            number_end.c.last >= first,
        )
    ).all()
    if not overlapping:
        return False
    row = overlapping[0]
    if len(overlapping) == 1 and (row.first, row.last, row.outcome) == (first, last, outcome):
        return True
    raise CallRefused("already_ended", f"Các số {row.first}–{row.last} đã kết thúc từ trước.")


def _insert_ends(
    connection: Connection,
    ends: list[tuple[str, Range]],
    *,
    outcome: LeaseEnd,
    reason: str,
    by_central: bool,
    ended_by: str,
    now_ms: int,
) -> None:
    if not ends:
        return
    connection.execute(
        insert(number_end),
        [
            {
                "lease": lease_id,
                "first": first,
                "last": last,
                "by_central": int(by_central),
                "outcome": outcome.value,
                "reason": reason,
                "ended_by": ended_by,
                "ended_ms": now_ms,
            }
            for lease_id, (first, last) in ends
        ],
    )
