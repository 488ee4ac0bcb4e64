"""What to bring for a procedure (phiếu hướng dẫn), from the catalogue of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.catalogue.procedure import Component, CopiesKind, FilingForAnother, Procedure
from app.dated_data.toml_table import in_force
from app.deadlines.rule import deadline_text
from app.dossier.application import Treatment
from app.fees.rules import Ground
from printing.declarations.fee_words import charge_words
from printing.layout.values import Places, Values
from printing.typesetting.fonts import printable

GUIDANCE_PLACES = Places(
    texts=frozenset(
        {
            "procedure_name", "procedure_code", "field", "online_only",
            "looked_up", "deadline", "filing", "where", "declarations", "basis", "on",
        }
    ),
    rows={
        "papers": frozenset({"name", "how", "copy"}),
        "cases": frozenset({"name", "deadline"}),
        "fees": frozenset({"name", "amount"}),
        "results": frozenset({"name"}),
    },
)  # fmt: skip
_HOW = {
    Treatment.SUBMIT: "Nộp",
    Treatment.SHOW: "Xuất trình",
    Treatment.LOOK_UP: "Cơ quan tra cứu",
}
_COPIES = {
    CopiesKind.ORIGINAL: "Bản chính",
    CopiesKind.CERTIFIED: "Bản sao chứng thực",
    CopiesKind.PHOTO: "Bản photo",
}
_FILING = {
    FilingForAnother.NONE: "Ông/Bà phải trực tiếp nộp, không ủy quyền cho người khác.",
    FilingForAnother.ANY: "Ông/Bà tự nộp, hoặc ủy quyền bằng văn bản cho người khác.",
    FilingForAnother.CERTIFIED: "Ông/Bà tự nộp, hoặc ủy quyền bằng văn bản có chứng thực.",
    FilingForAnother.KIN: "Ông/Bà tự nộp, hoặc ủy quyền bằng văn bản có chứng thực. Ông, bà, cha,"
    " mẹ, con, vợ, chồng, anh, chị, em ruột nộp thay thì văn bản ủy quyền không phải chứng thực.",
}
_TAKEN = {
    "paper": "Nộp trực tiếp hoặc qua dịch vụ bưu chính công ích",
    "both": "Nộp trực tiếp, qua dịch vụ bưu chính công ích, hoặc trực tuyến",
    "online_only": "Nộp trực tuyến; quầy hướng dẫn và giúp nộp",
}


def guidance_values(
    procedure: Procedure,
    grounds: Sequence[Ground],
    on: date,
    *,
    centre: str,
    titles: Sequence[str],
) -> Values:
    """The paper's values. ``centre`` names the desk ("": not enrolled); ``titles`` are those of
    the declarations that the desk prints for the procedure."""
    looked_up = any(one.treatment is Treatment.LOOK_UP for one in procedure.components)
    mode = procedure.reception(on)
    texts = {
        "procedure_name": printable(procedure.name),
        "procedure_code": procedure.code,
        "field": printable(procedure.field),
        "online_only": "1" if mode == "online_only" else "",
        "looked_up": "1" if looked_up else "",
        "deadline": printable(procedure.time_limit),
        "filing": _FILING[procedure.filing_for_another],
        "where": f"{centre}. {_TAKEN[mode]}." if centre else f"{_TAKEN[mode]}.",
        "declarations": printable("; ".join(titles)),
        "basis": printable("; ".join(procedure.legal_basis)),
        "on": f"{on:%d/%m/%Y}",
    }
    return Values(
        texts,
        {
            "papers": [_paper(component) for component in procedure.components],
            "cases": [
                {"name": printable(case.name), "deadline": printable(deadline_text(case.deadline))}
                for case in procedure.deadline_cases
                if case.deadline is not None
            ],
            "fees": [
                {
                    "name": printable(fee.name),
                    "amount": printable(charge_words(fee, procedure, grounds, on)),
                }
                for fee in procedure.fees
                if in_force(on, fee.valid_from or date.min, fee.valid_to)
            ],
            "results": [{"name": printable(result.name)} for result in procedure.results],
        },
    )


def _paper(component: Component) -> dict[str, str]:
    brought = component.treatment is not Treatment.LOOK_UP
    notes = [component.condition] if component.condition else []
    if component.required is False and not notes:
        notes.append("nếu có")
    if brought and component.replaced_by:
        notes.append(f"không phải mang theo nếu tra cứu được: {component.replaced_by}")
    name = printable(component.name)
    return {
        "name": f"{name} ({printable('; '.join(notes))})" if notes else name,
        "how": _HOW[component.treatment],
        "copy": _COPIES[component.copies_kind] if brought else "",
    }
