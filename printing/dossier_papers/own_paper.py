"""A paper of one dossier that has its own file of values: what all of them hand to the layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.layout.paper import Paper

if TYPE_CHECKING:
    from printing.layout.values import Values
    from printing.order import Order
    from printing.papers import DeskOnPaper


def own_paper(
    form: str, shown: DeskOnPaper, order: Order, values: Values, *, happened: bool
) -> Paper:
    """The paper under the dossier's code, or the desk's own reference while it has none.

    A draft where what it tells has not ``happened``.
    """
    return Paper(
        form=form,
        desk=shown,
        issued=order.issued,
        values=values,
        code=order.dossier.code or order.dossier.reference,
        number=order.number,
        nth=order.nth,
        draft=not happened,
        preview=order.preview,
    )
