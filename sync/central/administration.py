"""What an administrator does at the central: agencies, one-time codes, standing, figures."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from app.clock.time import SystemClock, epoch_ms, to_iso
from app.errors import InvalidInput
from app.numbering.code import is_agency
from app.numbering.receipt_mark import is_lookup_host
from sync.central.database import Database
from sync.central.enrolment import code_hash
from sync.central.installations import Standing, find_installation
from sync.central.lease_ends import burn_leases
from sync.central.schema import agency as agency_table
from sync.central.schema import enrolment_code, task
from sync.central.schema import installation as installation_table
from sync.central.turns import take_the_whole
from sync.contract.messages import MAX_RESOLVERS

CODE_LETTERS = "BCFGHJKMNPQRTVXZ2346789"
"""No vowel and no D or W (an input method would change them), nothing that looks alike."""

CODE_GROUPS = 3
CODE_GROUP_LETTERS = 4
CODE_VALID_HOURS = 72
MAX_NAME = 200

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def add_agency(
    database: Database,
    agency: str,
    name: str,
    resolvers: dict[str, str],
    lookup_host: str,
) -> None:
    """Make an agency known, or change its name, resolvers and host.

    ``resolvers`` maps kinds of resolving agency to e-IDs; these become known too, so that numbers
    of their series can be leased. ``lookup_host`` may be empty: the receipts' QR codes then name
    no site. Raises InvalidInput ``bad_agency``, ``bad_name``, ``bad_host``, ``too_many``.
    """
    for each in (agency, *resolvers.values()):
        if not is_agency(each):
            raise InvalidInput(
                "bad_agency", f"Mã định danh cơ quan không hợp lệ: {each[:40]!r}", field="agency"
            )
    if not 1 <= len(name.strip()) <= MAX_NAME or not name.isprintable():
        raise InvalidInput("bad_name", "Tên cơ quan phải có 1 đến 200 ký tự.", field="name")
    if lookup_host and not is_lookup_host(lookup_host):
        raise InvalidInput(
            "bad_host",
            f"Không phải tên miền tra cứu: {lookup_host[:60]!r} (mẫu: tracuu.tinh.gov.vn)",
            field="lookup_host",
        )
    if len(resolvers) > MAX_RESOLVERS:
        raise InvalidInput("too_many", f"Quá {MAX_RESOLVERS} cơ quan giải quyết.", field="resolver")
    with database.write() as connection:
        take_the_whole(connection)
        known = set(connection.execute(select(agency_table.c.agency)).scalars())
        for each in {agency, *resolvers.values()} - known:
            connection.execute(
                insert(agency_table).values(
                    agency=each, name="", resolvers="{}", lookup_host="", head=0
                )
            )
        connection.execute(
            update(agency_table)
            .where(agency_table.c.agency == agency)
            .values(
                name=name.strip(),
                resolvers=msgspec.json.encode(resolvers).decode(),
                lookup_host=lookup_host,
            )
        )


def add_installation_code(
    database: Database,
    agency: str,
    *,
    now: datetime | None = None,
    valid_hours: int = CODE_VALID_HOURS,
) -> str:
    """Make a one-time enrolment code of ``agency``, ``XXXX-XXXX-XXXX``; only its hash is kept.

    Raises InvalidInput ``unknown_agency``, ``bad_hours``.
    """
    if not 1 <= valid_hours <= 24 * 90:
        raise InvalidInput("bad_hours", "Thời hạn từ 1 giờ đến 90 ngày.", field="hours")
    made = now or SystemClock().now()
    groups = [
        "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_GROUP_LETTERS))
        for _ in range(CODE_GROUPS)
    ]
    code = "-".join(groups)
    with database.write() as connection:
        _known_agency(connection, agency)
        connection.execute(
            insert(enrolment_code).values(
                hash=code_hash(code),
                agency=agency,
                created_ms=epoch_ms(made),
                expires_ms=epoch_ms(made + timedelta(hours=valid_hours)),
            )
        )
    return code


def suspend(database: Database, installation: str) -> None:
    """Suspend an installation: nothing of it comes in until it is resumed.

    Raises InvalidInput ``unknown_installation``.
    """
    with database.write() as connection:
        _set_standing(connection, installation, Standing.SUSPENDED)


def resume(database: Database, installation: str) -> None:
    """Lift a suspension, also that of a forked chain: retired where it has a successor."""
    with database.write() as connection:
        find_installation(connection, installation, lock=True)  # its successor may just enrol
        successor = connection.execute(
            select(installation_table.c.id).where(installation_table.c.predecessor == installation)
        ).first()
        standing = Standing.ACTIVE if successor is None else Standing.RETIRED
        _set_standing(connection, installation, standing)


def retire(database: Database, installation: str, reason: str, *, now: datetime) -> None:
    """Retire a machine that will not come back (its disk is dead, it is lost) and burn its leases.

    ``reason`` (1 to 200 characters) is what the list of gaps says. What was kept of its work
    elsewhere, on a stick, still comes in. Again it changes nothing. Raises InvalidInput
    ``bad_reason``, ``unknown_installation``.
    """
    if not 1 <= len(reason.strip()) <= MAX_NAME or not reason.isprintable():
        raise InvalidInput("bad_reason", "Lý do phải có 1 đến 200 ký tự.", field="reason")
    with database.write() as connection:
        take_the_whole(connection)  # no successor of it is just enrolling
        find_installation(connection, installation, lock=True)
        _set_standing(connection, installation, Standing.RETIRED)
        burn_leases(
            connection, installation, reason=reason.strip(), ended_by="", now_ms=epoch_ms(now)
        )


def list_installations(database: Database, agency: str | None = None) -> list[dict[str, Any]]:
    """All installations, or those of one agency, in the order of their key ids."""
    query = select(installation_table).order_by(installation_table.c.key_id)
    if agency is not None:
        query = query.where(installation_table.c.agency == agency)
    with database.read() as connection:
        return [
            {
                "installation": row.id,
                "key_id": row.key_id,
                "agency": row.agency,
                "counter": row.counter,
                "state": row.state,
                "predecessor": row.predecessor,
                "last_seq": row.last_seq,
                "last_contact": _iso(row.last_contact_ms),
            }
            for row in connection.execute(query)
        ]


def list_tasks(database: Database, agency: str | None = None) -> list[dict[str, Any]]:
    """Open tasks for the supervisor, oldest first."""
    query = select(task).where(task.c.done_ms.is_(None)).order_by(task.c.created_ms)
    if agency is not None:
        query = query.where(task.c.agency == agency)
    with database.read() as connection:
        return [
            {
                "kind": row.kind,
                "subject": row.subject,
                "agency": row.agency,
                "installation": row.installation,
                "dossier": row.dossier,
                "detail": row.detail,
                "created": _iso(row.created_ms),
            }
            for row in connection.execute(query)
        ]


def finish_task(database: Database, kind: str, subject: str, *, now: datetime) -> None:
    """A person has acted. Raises InvalidInput ``unknown_task`` where no such task is open."""
    with database.write() as connection:
        changed = connection.execute(
            update(task)
            .where(task.c.kind == kind, task.c.subject == subject, task.c.done_ms.is_(None))
            .values(done_ms=epoch_ms(now))
        )
        if changed.rowcount != 1:
            raise InvalidInput("unknown_task", "Không có việc này đang chờ.", field="task")


def _known_agency(connection: Connection, agency: str) -> None:
    query = select(func.count()).where(agency_table.c.agency == agency)
    if not connection.execute(query).scalar_one():
        raise InvalidInput(
            "unknown_agency", f"Trung tâm không biết cơ quan {agency[:40]!r}.", field="agency"
        )


def _set_standing(connection: Connection, installation: str, standing: Standing) -> None:
    changed = connection.execute(
        update(installation_table)
        .where(installation_table.c.id == installation)
        .values(state=standing.value)
    )
    if changed.rowcount != 1:
        raise InvalidInput(
            "unknown_installation",
            f"Trung tâm không biết máy quầy {installation[:64]!r}.",
            field="installation",
        )


def _iso(milliseconds: int) -> str:
    return to_iso(_EPOCH + timedelta(milliseconds=milliseconds))
