"""A declaration or the guidance paper as PDF, with the form in force on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.errors import InvalidInput
from printing.declarations.addressee import ADDRESSEE, addressee_texts
from printing.declarations.guidance import GUIDANCE_PLACES, guidance_values
from printing.declarations.kinds import Declaration, declaration, declarations_for
from printing.declarations.people import BLANK, PEOPLE, People
from printing.layout.paper import Paper, render_paper
from printing.layout.reading import layout_on
from printing.layout.values import Places, Values
from printing.papers import DeskOnPaper
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from app.catalogue.catalogue import Catalogue
    from app.catalogue.procedure import Procedure
    from printing.layout.description import Layout
    from printing.papers import RenderedPaper

DECLARATION_PLACES = Places(
    texts=PEOPLE | ADDRESSEE | {"procedure", "by_hand"},
    rows={
        "members": frozenset({"name", "birth", "sex", "id", "relation", "address", "signature"}),
        "trades": frozenset({"name", "code", "main"}),
        "places": frozenset({"name", "address", "begin"}),
    },
)
"""What a declaration's layout may ask for; ``by_hand`` and the rows are always left to the pen."""
SIZES = ("A4", "A5")
_NOT_ENROLLED = DeskOnPaper(
    superior=("ỦY BAN NHÂN DÂN", "………………………"),
    body="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    place="……………",
    unit="",
    centre="",
    officer="",
    lookup_host="",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be printed: ``form`` for ``people``, on the day and hour ``on``.

    ``desk`` is None where the desk is not enrolled; ``commune`` is "xã Đông Sơn". ``procedure`` is
    the code that it is for ("": none).
    """

    form: str
    on: datetime
    people: People = BLANK
    procedure: str = ""
    desk: DeskOnPaper | None = None
    commune: str = ""
    size: str = "A4"


def render_declaration(wanted: Wanted, catalogue: Catalogue) -> RenderedPaper:
    """Draw it. The same input gives the same bytes.

    Raises InvalidInput: ``unknown_form``, ``unknown_size``, ``unknown_procedure``, ``no_form`` (no
    form was in force on that day), ``missing`` (the guidance is about a procedure),
    ``another_procedure`` (the declaration is not one of it), ``no_fingerprint_place``.
    """
    kind = declaration(wanted.form)
    if wanted.size not in SIZES:
        raise InvalidInput("unknown_size", f"Khổ giấy: {', '.join(SIZES)}.", field="size")
    procedure = _procedure(kind, wanted, catalogue)
    desk = wanted.desk or _NOT_ENROLLED
    if kind.about_procedure:
        assert procedure is not None  # _procedure has asked for it
        values = _guidance(procedure, wanted, catalogue)
        places = GUIDANCE_PLACES
    else:
        values, places = _declared(procedure, wanted), DECLARATION_PLACES
    paper = Paper(form=kind.layout, desk=desk, issued=wanted.on, values=values)
    return render_paper(paper, places, size=wanted.size)


def places_of(kind: Declaration) -> Places:
    """What the layouts of a declaration may ask for."""
    return GUIDANCE_PLACES if kind.about_procedure else DECLARATION_PLACES


def form_on(kind: Declaration, day: date) -> Layout | None:
    """The declaration's form in force on a day; None where there was none."""
    try:
        return layout_on(kind.layout, day, places_of(kind))
    except InvalidInput as error:
        if error.code != "no_form":
            raise
        return None


def _procedure(kind: Declaration, wanted: Wanted, catalogue: Catalogue) -> Procedure | None:
    if wanted.people.fingerprint and not (kind.fingerprint or kind.about_procedure):
        raise InvalidInput(
            "no_fingerprint_place",
            "Mẫu tờ khai này không có ô điểm chỉ.",
            field="fingerprint",
            advice="In tờ khai thường; người làm chứng ký và ghi việc điểm chỉ trên tờ khai.",
        )
    if not wanted.procedure:
        if kind.about_procedure:
            raise InvalidInput("missing", "Phiếu hướng dẫn của thủ tục nào?", field="procedure")
        return None
    found = catalogue.procedure(wanted.procedure, wanted.on.date())
    if not kind.belongs_to(found.code):
        raise InvalidInput(
            "another_procedure",
            f"Tờ khai này không thuộc thủ tục {found.code} ({found.name}).",
            field="procedure",
            advice=_advice(found),
        )
    return found


def _advice(procedure: Procedure) -> str:
    forms = ", ".join(one.form for one in declarations_for(procedure.code))
    return f"Tờ khai của thủ tục: {forms}." if forms else "Thủ tục này chưa có tờ khai in sẵn."


def _declared(procedure: Procedure | None, wanted: Wanted) -> Values:
    named = f"{procedure.name} ({procedure.code})" if procedure is not None else ""
    texts = {
        **wanted.people.texts(),
        **addressee_texts(wanted.desk, wanted.commune, wanted.on, signed_now=wanted.people.known),
        "procedure": printable(named),
        "by_hand": "",
    }
    return Values(texts)


def _guidance(procedure: Procedure, wanted: Wanted, catalogue: Catalogue) -> Values:
    return guidance_values(
        procedure,
        catalogue.grounds,
        wanted.on.date(),
        centre=wanted.desk.ask_at if wanted.desk is not None else "",
        titles=[
            form.name
            for one in declarations_for(procedure.code)
            if (form := form_on(one, wanted.on.date())) is not None
        ],
    )
