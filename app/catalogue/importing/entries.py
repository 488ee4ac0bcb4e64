"""Make entries of the catalogue of what a document says, on top of the version in force.

What the document does not say is kept from that version, and told. A procedure that the catalogue
does not have yet gets what must be there marked as not known (``unsure``), for the administrator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec import Struct

from app.catalogue.catalogue import Catalogue
from app.catalogue.folding import fold
from app.catalogue.importing.imported import Imported, ImportedProcedure, Money, Note, Paper
from app.catalogue.layers import Abolition
from app.catalogue.procedure import (
    Component,
    DeadlineCase,
    OnlinePeriod,
    Procedure,
    ReceptionPeriod,
    ResolverKind,
)
from app.dossier.application import Treatment
from app.errors import InvalidInput
from app.fees.rules import ByChannel, Fee, FeeKind, Free, Local, PerCase

MAX_ID = 40
UNKNOWN_FIELD = "Chưa rõ lĩnh vực"
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_SHOWN = re.compile(r"\bxuat trinh\b")
_BASES = {
    "laythutuc": "Cơ sở dữ liệu quốc gia về thủ tục hành chính (LayThuTuc)",
    "opencps": "Danh mục thủ tục của hệ thống một cửa (OpenCPS)",
    "sheet": "Bảng danh mục thủ tục do quản trị nhập",
}
_SIMPLE = (PerCase, ByChannel, Free, Local)


class Entries(Struct, frozen=True):
    """What an import would write. ``kept`` and ``notes`` tell what the document did not say."""

    procedures: tuple[Procedure, ...]
    abolished: tuple[Abolition, ...]
    kept: tuple[Note, ...]
    notes: tuple[Note, ...]


def entries_of(imported: Imported, catalogue: Catalogue, on: date) -> Entries:
    """The entries that ``imported`` makes, valid from ``on``; those that change nothing are not
    among them."""
    basis = _BASES[imported.source]
    procedures: list[Procedure] = []
    abolished: list[Abolition] = []
    kept: list[Note] = []
    notes = list(imported.notes)
    for one in imported.procedures:
        base = _in_force(catalogue, one.code, on)
        if one.abolished:
            if base is not None:
                abolished.append(Abolition(one.code, on, basis))
            continue
        made = _new(one, on, basis) if base is None else _changed(base, one, on, basis)
        if base is not None:
            kept += [Note(one.code, text) for text in _kept(base, made, one)]
            if msgspec.structs.replace(made, valid_from=base.valid_from) == base:
                continue
            made = _until_the_next(made, catalogue)
        else:
            notes += [Note(one.code, made.unsure)]
        procedures.append(made)
    return Entries(tuple(procedures), tuple(abolished), tuple(kept), tuple(notes))


def _in_force(catalogue: Catalogue, code: str, on: date) -> Procedure | None:
    try:
        return catalogue.procedure(code, on)
    except InvalidInput:
        return None


def _until_the_next(made: Procedure, catalogue: Catalogue) -> Procedure:
    """Open-ended where a known next version ends it: a later import may then come between."""
    following = [one for one in catalogue.versions(made.code) if one.valid_from > made.valid_from]
    if made.valid_to is None or not following:
        return made
    return msgspec.structs.replace(made, valid_to=None)


def _new(one: ImportedProcedure, on: date, basis: str) -> Procedure:
    unsure = ["Nhập từ hệ thống khác, chưa đối chiếu: xử lý giấy tờ (nộp, xuất trình, tra cứu)"]
    components = _components((), one.papers)
    if not components:
        unsure.append("thành phần hồ sơ")
        components = [Component("papers", "Giấy tờ theo quy định của thủ tục", Treatment.SUBMIT)]
    unsure += [] if one.field else ["lĩnh vực"]
    unsure += [] if one.agency else ["cơ quan giải quyết"]
    unsure += [] if one.deadline else ["thời hạn giải quyết"]
    unsure += [] if one.charges else ["phí, lệ phí"]
    unsure += [] if one.legal_basis else ["căn cứ pháp lý"]
    return Procedure(
        code=one.code,
        name=one.name,
        field=one.field or UNKNOWN_FIELD,
        resolver_kind=_resolver(one.agency),
        valid_from=on,
        reception_periods=[ReceptionPeriod("both", on, basis)],
        components=components,
        legal_basis=list(one.legal_basis) or [basis],
        confidence="L",
        deadline=one.deadline,
        deadline_cases=_cases([], one, basis),
        fees=_new_fees(one.charges, basis),
        online=[OnlinePeriod(one.level, on, basis)] if one.level else [],
        results=list(one.results),
        unsure="; ".join(unsure) + ".",
    )


def _resolver(agency: str) -> ResolverKind:
    words = f" {fold(agency)} "
    if "cong an" in words:
        return "commune_police"
    if not agency or re.search(r"\b(?:xa|phuong|dac khu|cap xa)\b", words):
        return "commune"
    return "department"


def _changed(base: Procedure, one: ImportedProcedure, on: date, basis: str) -> Procedure:
    deadline = base.deadline
    if one.deadline is not None and not _same_length(base, one):
        deadline = one.deadline
    online = base.online
    if one.level and (not online or _level_on(base, on) != one.level):
        online = [*(period for period in online if period.valid_from < on)]
        online.append(OnlinePeriod(one.level, on, basis))
    return msgspec.structs.replace(
        base,
        name=one.name,
        field=one.field if one.field and fold(one.field) != fold(base.field) else base.field,
        valid_from=on,
        deadline=deadline,
        deadline_cases=_cases(base.deadline_cases, one, basis),
        components=_components(base.components, one.papers) or base.components,
        fees=_changed_fees(base.fees, one.charges, basis),
        online=online,
        results=list(one.results) or base.results,
        legal_basis=list(one.legal_basis) or base.legal_basis,
    )


def _same_length(base: Procedure, one: ImportedProcedure) -> bool:
    """Whether the document's limit is the base's, which also has a cut-off."""
    now, new = base.deadline, one.deadline
    return now is not None and new is not None and (now.unit, now.amount) == (new.unit, new.amount)


def _level_on(procedure: Procedure, on: date) -> str:
    levels = [period.level for period in procedure.online if period.valid_from <= on]
    return levels[-1] if levels else ""


def _cases(known: list[DeadlineCase], one: ImportedProcedure, basis: str) -> list[DeadlineCase]:
    """The base's cases, and the document's further limits that have a name and are not known."""
    cases = list(known)
    names = {fold(case.name) for case in cases}
    ids = {case.id for case in cases}
    for limit in one.limits:
        if limit.name and fold(limit.name) not in names:
            names.add(fold(limit.name))
            cases.append(DeadlineCase(_id(limit.name, ids), limit.name, basis, limit.deadline))
    return cases


def _components(known: Iterable[Component], papers: tuple[Paper, ...]) -> list[Component]:
    """The document's papers; those that the base has by the same name keep what it says of them.

    Papers that are looked up are kept: a foreign document lists what is handed in.
    """
    if not papers:
        return []
    by_name = {fold(component.name): component for component in known}
    ids = {component.id for component in by_name.values()}
    listed = []
    for paper in papers:
        component = by_name.pop(fold(paper.name), None)
        if component is None:
            shown = _SHOWN.search(fold(paper.name)) is not None
            component = Component(
                _id(paper.name, ids),
                paper.name,
                Treatment.SHOW if shown else Treatment.SUBMIT,
                required=paper.required is not False,
            )
        elif paper.required is not None:
            component = msgspec.structs.replace(component, required=paper.required)
        listed.append(component)
    return listed + [left for left in by_name.values() if left.treatment is Treatment.LOOK_UP]


def _id(name: str, taken: set[str]) -> str:
    """An id made of a name's letters, not among ``taken``, to which it is added."""
    slug = _NOT_LETTERS.sub("_", fold(name)).strip("_")[: MAX_ID - 4].rstrip("_")
    slug = slug if len(slug) > 1 and slug[0].isalpha() else f"item_{slug}".rstrip("_")
    found, number = slug, 2
    while found in taken:
        found, number = f"{slug}_{number}", number + 1
    taken.add(found)
    return found


def _new_fees(charges: tuple[Money, ...], basis: str) -> list[Fee]:
    names = dict.fromkeys(money.name for money in charges)
    fees = []
    for name in names:
        direct = next((m.amount for m in charges if m.name == name and not m.online), None)
        online = next((m.amount for m in charges if m.name == name and m.online), None)
        fees.append(Fee(name, _kind(name), _charge(direct, online), basis))
    return fees


def _charge(direct: int | None, online: int | None) -> Free | PerCase | ByChannel:
    at_desk = direct if direct is not None else online or 0
    over_net = online if online is not None else at_desk
    if at_desk != over_net:
        return ByChannel(direct=at_desk, online=over_net)
    return PerCase(at_desk) if at_desk else Free()


def _kind(name: str) -> FeeKind:
    return FeeKind.LE_PHI if fold(name).startswith("le phi") else FeeKind.PHI


def _changed_fees(known: list[Fee], charges: tuple[Money, ...], basis: str) -> list[Fee]:
    """The base's fees; where both sides have one simple charge, the document's amount."""
    if not known:
        return _new_fees(charges, basis)
    new = _new_fees(charges, basis)
    if len(known) != 1 or len(new) != 1 or not isinstance(known[0].charge, _SIMPLE):
        return known
    if known[0].charge == new[0].charge:
        return known
    return [msgspec.structs.replace(known[0], charge=new[0].charge, basis=basis)]


def _kept(base: Procedure, made: Procedure, one: ImportedProcedure) -> list[str]:
    kept = []
    if one.deadline is None and base.deadline is not None:
        kept.append("thời hạn: tệp không nêu")
    if not one.papers:
        kept.append("thành phần hồ sơ: tệp không nêu")
    if not one.charges and base.fees:
        kept.append("phí, lệ phí: tệp không nêu")
    elif made.fees is base.fees and one.charges:
        amounts = ", ".join(f"{money.amount}" for money in one.charges[:6])
        kept.append(f"phí, lệ phí: tệp nêu {amounts} đồng, cách tính giữ như đang có")
    if not one.legal_basis:
        kept.append("căn cứ pháp lý: tệp không nêu")
    looked_up = [
        component.name for component in base.components if component.treatment is Treatment.LOOK_UP
    ]
    if one.papers and looked_up:
        kept.append("giấy tờ tra cứu: " + "; ".join(looked_up)[:200])
    return kept
