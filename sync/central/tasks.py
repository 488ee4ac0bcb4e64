"""Tasks for the supervisor (Lãnh đạo Trung tâm): where a person must act (docs/adr/0002)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, tuple_

from sync.central.schema import task as table


@dataclass(frozen=True, slots=True)
class Task:
    """``kind`` and ``subject`` together name the trouble: told twice, it is one task."""

    kind: str
    subject: str
    agency: str
    installation: str
    detail: str
    dossier: str = ""


def add_tasks(connection: Connection, tasks: Iterable[Task], now_ms: int) -> None:
    """Write the tasks that are not there yet."""
    wanted = {(each.kind, each.subject): each for each in tasks}
    if not wanted:
        return
    known = connection.execute(
        select(table.c.kind, table.c.subject).where(
            tuple_(table.c.kind, table.c.subject).in_(list(wanted))
        )
    )
    for row in known:
        del wanted[row.kind, row.subject]
    if wanted:
        connection.execute(
            insert(table),
            [
                {
                    "kind": each.kind,
                    "subject": each.subject,
                    "agency": each.agency,
                    "installation": each.installation,
                    "dossier": each.dossier,
                    "detail": each.detail,
                    "created_ms": now_ms,
                    "done_ms": None,
                }
                for each in wanted.values()
            ],
        )
