"""Where a paper is printed: the counter's settings applied to one paper. No Qt."""

from __future__ import annotations

from msgspec import Struct

from app.errors import InvalidInput
from app.reception.paper_settings import PaperGroup, PaperSettings
from printing.paper_kinds import KINDS, LABELS, ROLLS, SHEETS, paper_kind

RECEIPT_FORMS = ("receipt", "unnumbered")
"""What reception prints: one or the other, by whether the dossier has its code."""
_RECEIPTS = frozenset({*RECEIPT_FORMS, "group"})
_LISTS = frozenset({"handover", "result_handover"})
GROUP_SIZES = {
    PaperGroup.RECEIPTS: (*SHEETS, *ROLLS),
    PaperGroup.FORMS: SHEETS,
    PaperGroup.ROLLS: ROLLS,
    PaperGroup.LABELS: LABELS,
    PaperGroup.LISTS: ("A4",),
}
"""What can be chosen for each group; the first is what counts before."""


class Place(Struct, frozen=True):
    """``printer`` is a printer's id ("": none is chosen), ``tray`` one of its, or ""."""

    printer: str
    size: str
    tray: str = ""
    copies: int = 1


def group_of(form: str) -> PaperGroup:
    """The papers that this one is printed with, on paper as it has first."""
    if form in _RECEIPTS:
        return PaperGroup.RECEIPTS
    if form in _LISTS:
        return PaperGroup.LISTS
    return PaperGroup.LABELS if sizes_of(form) == LABELS else PaperGroup.FORMS


def sizes_of(form: str, *, residence: bool = False) -> tuple[str, ...]:
    """The sizes that a paper has; the forms of residence procedures are sheets."""
    kind = KINDS[form]
    if residence and kind.residence:
        return tuple(size for size in kind.sizes if size in SHEETS)
    return kind.sizes


def place_of(
    settings: PaperSettings, form: str, *, size: str = "", residence: bool = False
) -> Place:
    """Where ``form`` is printed; on paper of ``size``, or of what the settings say.

    A size that the paper does not have gives way to the first that it has. A roll comes out of
    the printer for rolls, a sheet out of one for sheets, whichever the receipts have.
    """
    group, sizes = group_of(form), sizes_of(form, residence=residence)
    wanted = size or settings.of(group).size or sizes[0]
    if wanted not in sizes and not (sizes == LABELS and _is_label(form, wanted)):
        wanted = sizes[0]
    setting = settings.of(_group_for(settings, group, wanted))
    return Place(setting.printer, wanted, setting.tray, setting.copies)


def _is_label(form: str, size: str) -> bool:
    """Label printers take sizes that are not offered."""
    try:
        paper_kind(form, size)
    except InvalidInput:
        return False
    return True


def _group_for(settings: PaperSettings, group: PaperGroup, size: str) -> PaperGroup:
    if group is not PaperGroup.RECEIPTS:
        return group
    usual = settings.of(group).size or SHEETS[0]
    if size in ROLLS and usual not in ROLLS and settings.of(PaperGroup.ROLLS).printer:
        return PaperGroup.ROLLS
    if size in SHEETS and usual in ROLLS and settings.own(PaperGroup.FORMS).printer:
        return PaperGroup.FORMS
    return group
