"""Where the central keeps which numbers of a series are in use."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Table, and_, select, union_all

from app.numbering.series import DOSSIER_KIND, Series
from sync.central.schema import number_use, slip_use


def uses_of(series: Series) -> tuple[Table, ColumnElement[bool]]:
    """The table of a series' used numbers (column ``number``), and what picks the series' rows."""
    table = number_use if series.kind == DOSSIER_KIND else slip_use
    this = and_(table.c.series_agency == series.agency, table.c.period == series.period)
    return table, this if table is number_use else and_(this, table.c.kind == series.kind)


def used_of_lease(connection: Connection, lease: str) -> list[int]:
    """The numbers of a lease that dossiers or papers have, whatever series it is of."""
    query = union_all(
        *(select(table.c.number).where(table.c.lease == lease) for table in (number_use, slip_use))
    )
    return [int(number) for number in connection.execute(query).scalars()]
