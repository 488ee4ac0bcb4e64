"""The papers of a dossier that can be printed: their names, sizes, numbers and makers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from app.errors import InvalidInput
from app.numbering.series import SlipKind

if TYPE_CHECKING:
    from app.reception.desk import Desk
    from app.store.installation import Installation
    from printing.layout.paper import Paper
    from printing.layout.values import Places
    from printing.order import Order

SHEETS = ("A4", "A5")
ROLLS = ("80mm", "58mm")
LABELS = ("100x50mm", "70x50mm", "70x37mm", "62x29mm")
"""What is offered; a label printer takes any size from 15 to 210 mm."""
_LABEL = re.compile(r"[0-9]{2,3}x[0-9]{2,3}mm")


class PaperModule(Protocol):
    """What a module of ``printing.dossier_papers`` has."""

    FORM: str
    PLACES: Places

    def paper(self, desk: Desk, installation: Installation, order: Order) -> Paper:
        """The paper as its layout takes it; a draft where its event has not happened."""
        ...


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper by its name (``print FORM``); ``title`` as people call it.

    ``module`` is its file in ``printing/dossier_papers``; ``residence`` the one that stands for it
    in residence procedures; ``rolls`` the one for narrow paper. ``series`` counts its own number.
    """

    name: str
    title: str
    module: str
    sizes: tuple[str, ...] = SHEETS
    series: SlipKind | None = None
    residence: str = ""
    rolls: str = ""


_RECEIPT = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
KINDS = {
    kind.name: kind
    for kind in (
        PaperKind(
            "receipt",
            _RECEIPT,
            "receipt",
            sizes=(*SHEETS, *ROLLS),
            series=SlipKind.RECEIPT,
            residence="residence_receipt",
            rolls="receipt_roll",
        ),
        PaperKind("unnumbered", "Phiếu tiếp nhận – chờ cấp mã hồ sơ", "unnumbered"),
        PaperKind("group", "Giấy tiếp nhận nhiều hồ sơ (kèm danh sách)", "group_receipt", ("A4",)),
        PaperKind(
            "supplement",
            "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
            "supplement",
            series=SlipKind.SUPPLEMENT,
            residence="residence_supplement",
        ),
        PaperKind(
            "refusal",
            "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
            "refusal",
            series=SlipKind.REFUSAL,
            residence="residence_refusal",
        ),
        PaperKind(
            "apology",
            "Phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết",
            "apology",
            series=SlipKind.APOLOGY,
        ),
        PaperKind("stop", "Thông báo dừng giải quyết hồ sơ", "stop", series=SlipKind.STOP),
        PaperKind(
            "control",
            "Phiếu kiểm soát quá trình giải quyết hồ sơ",
            "control",
            series=SlipKind.CONTROL,
        ),
        PaperKind(
            "residence_confirmation",
            "Xác nhận thông tin về cư trú (CT07)",
            "residence_confirmation",
        ),
        PaperKind("handover", "Giấy bàn giao hồ sơ", "handover", ("A4",)),
        PaperKind(
            "result_handover",
            "Phiếu bàn giao kết quả giải quyết thủ tục hành chính",
            "result_handover",
            ("A4",),
        ),
        PaperKind("result", "Giấy biên nhận trả kết quả", "result_receipt"),
        PaperKind("fee", "Phiếu xác nhận thu phí, lệ phí", "fee_confirmation"),
        PaperKind("certification", "Phiếu hẹn chứng thực", "certification_appointment"),
        PaperKind("certification_statement", "Lời chứng", "certification_statement"),
        PaperKind("certification_label", "Nhãn chứng thực", "certification_label", LABELS),
        PaperKind("replaced", "Phiếu thay giấy tiếp nhận", "replaced_receipt"),
        PaperKind("renumbering", "Phiếu xin lỗi và đổi mã hồ sơ", "renumbering"),
        PaperKind("cover", "Bìa hồ sơ", "dossier_cover"),
        PaperKind("label", "Nhãn hồ sơ", "folder_label", LABELS),
        PaperKind("components", "Tờ phân cách thành phần hồ sơ", "component_sheet", ("A4",)),
    )
}


def paper_kind(name: str, size: str) -> PaperKind:
    """The paper of that name; InvalidInput (``unknown_form``, ``unknown_size``)."""
    kind = KINDS.get(name)
    if kind is None:
        raise InvalidInput(
            "unknown_form", f"Chưa in được mẫu {name[:40]!r}: {', '.join(KINDS)}.", field="form"
        )
    if size not in kind.sizes and not (kind.sizes is LABELS and _LABEL.fullmatch(size)):
        raise _no_such_size(kind.sizes)
    return kind


def module_of(kind: PaperKind, *, size: str, residence: bool) -> PaperModule:
    """The module that makes the paper; its parts of reportlab are loaded with it.

    Raises InvalidInput (``unknown_size``): the forms of residence procedures are sheets.
    """
    name = kind.module
    if residence and kind.residence:
        if size not in SHEETS:
            raise _no_such_size(SHEETS)
        name = kind.residence
    elif size in ROLLS and kind.rolls:
        name = kind.rolls
    return cast("PaperModule", import_module(f"printing.dossier_papers.{name}"))


def _no_such_size(sizes: tuple[str, ...]) -> InvalidInput:
    return InvalidInput("unknown_size", f"Khổ giấy của mẫu này: {', '.join(sizes)}.", field="size")
