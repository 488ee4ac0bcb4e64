"""Fictitious people with cards, and the desk that they stand at."""

from __future__ import annotations

from datetime import date, datetime

from app.clock.time import VIETNAM
from app.identity.card_reading import CardReading
from app.identity.reading import read_identity
from printing.declarations.kinds import Declaration, declarations
from printing.declarations.people import BLANK, People, people_of_cards
from printing.declarations.rendering import Wanted, render_declaration
from printing.from_dossier import desk_on_paper
from printing.papers import DeskOnPaper, RenderedPaper
from tests.desks import catalogue

TODAY = date(2026, 11, 24)
NAME, NUMBER, BIRTH = "Nguyễn Văn A", "001090000001", "01/01/1990"
ADDRESS = "Số 1, ngõ 2, thôn Đoài, xã Đông Sơn, tỉnh Thanh Hóa"
OTHER_NAME, OTHER_NUMBER = "Trần Thị B", "001192000002"
CARD_TEXT = f"{NUMBER}|012345678|{NAME}|01011990|Nam|{ADDRESS}|15042021"
OTHER_TEXT = f"{OTHER_NUMBER}||{OTHER_NAME}|02021992|Nữ|{ADDRESS}|15082024"
PASSPORT_TEXT = (
    "P<VNMNGUYEN<<VAN<A<<<<<<<<<<<<<<<<<<<<<<<<<<\nB1234567<2VNM9001011M3004159<<<<<<<<<<<<<<06"
)


def card(text: str = CARD_TEXT) -> CardReading:
    return read_identity(text, today=TODAY)


def people(kind: Declaration) -> People:
    """As an officer would fill the form in: for oneself where it speaks of the owner."""
    if kind.form in {"authorisation", "social_pension"}:
        return people_of_cards(card(), card(OTHER_TEXT))
    return people_of_cards(card(), for_self=kind.subject_is_owner)


def citizens_forms() -> list[Declaration]:
    return [one for one in declarations() if not one.about_procedure]


def desk() -> DeskOnPaper:
    return desk_on_paper(
        "UBND xã Đông Sơn",
        counter="",
        officer="Lê Hoàng Dũng",
        lookup_host="tracuu.dongson.example",
        demonstration=False,
    )


def on(day: date = TODAY) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=VIETNAM)


def rendered(
    form: str,
    who: People = BLANK,
    *,
    day: date = TODAY,
    procedure: str = "",
    enrolled: bool = True,
    size: str = "A4",
) -> RenderedPaper:
    shown = desk()
    wanted = Wanted(
        form,
        on(day),
        who,
        procedure,
        desk=shown if enrolled else None,
        commune=shown.unit if enrolled else "",
        size=size,
    )
    return render_declaration(wanted, catalogue())
