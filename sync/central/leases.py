"""``POST /v1/leases``: blocks of numbers, handed out upwards only (docs/adr/0004)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, insert, select, update

from app.clock.time import VIETNAM
from app.numbering.code import is_agency
from app.numbering.series import DOSSIER_KIND, Series
from sync.central.authentication import authenticate, suspended
from sync.central.call import Call, Central
from sync.central.generations import first_number
from sync.central.installations import Installation, Standing, find_installation
from sync.central.problems import CallRefused
from sync.central.received import NAME
from sync.central.schema import installation, lease, series
from sync.central.settings import CentralSettings
from sync.central.turns import take_heads
from sync.central.uses import uses_of
from sync.contract.messages import LeaseGrant, LeaseRequest


def take_lease(central: Central, call: Call) -> LeaseGrant:
    """Lease ``count`` numbers. The same id again, with the same content, gets the same block.

    Any agency that the central knows may be asked for: reception is not tied to territory.
    """
    signer = authenticate(central, call, "take_lease")
    request = call.decode(LeaseRequest)
    if NAME.match(request.id) is None:
        raise CallRefused("bad_body", "Mã yêu cầu chỉ gồm chữ, số và dấu.", field="$.id")
    period = _day(request.period)
    with central.database.write() as connection:
        standing = find_installation(connection, signer.id, lock=True) or signer
        if standing.standing is not Standing.ACTIVE:  # since the signature was checked
            raise suspended(standing.standing)
        known = _granted(connection, request, signer)
        if known is not None:
            return known
        _check_period(period, call.at.astimezone(VIETNAM).date(), central.settings)
        _check_series(connection, request, signer, central.settings)
        grant = _grant(connection, request, period)
        connection.execute(
            insert(lease).values(
                id=grant.id,
                installation=signer.id,
                kind=grant.kind,
                agency=grant.agency,
                period=grant.period,
                first=grant.first,
                last=grant.last,
                granted_ms=call.at_ms,
            )
        )
        connection.execute(
            update(installation)
            .where(installation.c.id == signer.id)
            .values(last_contact_ms=call.at_ms)
        )
    return grant


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CallRefused(
            "bad_body", f"Ngày không có trong lịch: {text}", field="$.period"
        ) from error


def _check_period(period: date, today: date, settings: CentralSettings) -> None:
    days = (period - today).days
    if not -settings.lease_past_days <= days <= settings.lease_future_days:
        raise CallRefused(
            "period_out_of_range",
            f"Ngày {period:%d/%m/%Y} ngoài khoảng từ {settings.lease_past_days} ngày trước"
            f" đến {settings.lease_future_days} ngày sau {today:%d/%m/%Y}.",
            field="$.period",
        )


def _granted(
    connection: Connection, request: LeaseRequest, signer: Installation
) -> LeaseGrant | None:
    """What this id was granted before; raises CallRefused ``id_conflict``."""
    row = connection.execute(select(lease).where(lease.c.id == request.id)).one_or_none()
    if row is None:
        return None
    grant = LeaseGrant(
        id=row.id,
        kind=row.kind,
        agency=row.agency,
        period=row.period,
        first=row.first,
        last=row.last,
    )
    asked = (request.kind, request.agency, request.period, request.count)
    if row.installation == signer.id and asked == (
        grant.kind,
        grant.agency,
        grant.period,
        grant.last - grant.first + 1,
    ):
        return grant
    raise CallRefused("id_conflict", "Mã yêu cầu này đã dùng cho một dải số khác.", field="$.id")


def _check_series(
    connection: Connection, request: LeaseRequest, signer: Installation, settings: CentralSettings
) -> None:
    if request.kind not in settings.series_kinds:
        raise CallRefused(
            "series_not_allowed", f"Không có loại dãy số {request.kind!r}.", field="$.kind"
        )
    if request.kind != DOSSIER_KIND and not request.period.endswith("-01-01"):
        raise CallRefused(
            "series_not_allowed", "Dãy số của phiếu bắt đầu ngày 01/01.", field="$.period"
        )
    # The agency's row is there before the series has one: who comes later finds the series.
    if not is_agency(request.agency) or not take_heads(connection, {request.agency}):
        raise CallRefused(
            "series_not_allowed",
            f"Trung tâm không biết cơ quan {request.agency!r}.",
            field="$.agency",
        )
    held = connection.execute(
        select(func.sum(lease.c.last - lease.c.first + 1)).where(
            lease.c.kind == request.kind,
            lease.c.agency == request.agency,
            lease.c.period == request.period,
            lease.c.installation == signer.id,
        )
    ).scalar_one()
    if int(held or 0) + request.count > settings.max_leased_numbers:
        raise CallRefused(
            "series_not_allowed",
            f"Máy quầy đã giữ {int(held or 0)} số của dãy này.",
            field="$.count",
        )


def _grant(connection: Connection, request: LeaseRequest, period: date) -> LeaseGrant:
    this = (
        (series.c.kind == request.kind)
        & (series.c.agency == request.agency)
        & (series.c.period == request.period)
    )
    following = connection.execute(
        select(series.c.next).where(this).with_for_update(key_share=True)
    ).scalar_one_or_none()
    known = following is not None
    first = following if following is not None else first_number(connection, period)
    first = _above_used(connection, request, first)
    last = first + request.count - 1
    if last > Series(request.kind, request.agency, request.period).highest:
        raise CallRefused("series_not_allowed", "Dãy số này đã hết.", field="$.count")
    if known:
        connection.execute(update(series).where(this).values(next=last + 1))
    else:
        connection.execute(
            insert(series).values(
                kind=request.kind, agency=request.agency, period=request.period, next=last + 1
            )
        )
    return LeaseGrant(
        id=request.id,
        kind=request.kind,
        agency=request.agency,
        period=request.period,
        first=first,
        last=last,
    )


def _above_used(connection: Connection, request: LeaseRequest, first: int) -> int:
    """The first block from ``first`` on in which no number is known to be used.

    Numbers can be in use that this database never leased: from before it was restored, or
    registered again from the receipts of a desk that lost its disk.
    """
    table, this = uses_of(Series(request.kind, request.agency, request.period))
    while True:
        used = connection.execute(
            select(func.max(table.c.number)).where(
                this, table.c.number >= first, table.c.number < first + request.count
            )
        ).scalar_one()
        if used is None:
            return first
        first = int(used) + 1
