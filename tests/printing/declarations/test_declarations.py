"""Declarations: what a card fills in, what it leaves to the pen, the form of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.dossier.application import Person
from app.errors import InvalidInput
from printing.declarations.kinds import Declaration, declaration
from printing.declarations.people import BLANK, people_of_cards, people_of_dossier
from printing.declarations.person import DeclaredPerson, person_of_card
from printing.declarations.rendering import DECLARATION_PLACES
from printing.layout.description import (
    Column,
    Field,
    Heading,
    Layout,
    Paragraph,
    Row,
    Signatures,
    Table,
    Ticks,
    Title,
)
from printing.layout.reading import layouts_of
from printing.layout.template import names_in
from tests.desks import catalogue
from tests.printing.declarations import samples
from tests.printing.declarations.samples import rendered
from tests.printing.pdf_reading import texts
from tests.printing.samples import application

PERIODS = [
    (kind, layout)
    for kind in samples.citizens_forms()
    for layout in layouts_of(kind.layout, DECLARATION_PLACES)
]
ids = [layout.version for _, layout in PERIODS]


def words(pdf: bytes) -> str:
    return " ".join(texts(pdf))


def last_day(layout: Layout) -> date:
    return layout.valid_to or samples.TODAY


def asked(layout: Layout) -> set[str]:
    """The values that the form has a place for."""
    return {
        name for part in layout.part for template in _values(part) for name in names_in(template)
    }


def _values(part: object) -> list[str]:
    match part:
        case Field():
            return [part.value]
        case Row():
            return [cell.value for cell in part.cells]
        case Paragraph():
            return [part.text]
        case _:
            return []


@pytest.mark.parametrize(("kind", "layout"), PERIODS, ids=ids)
def test_a_card_fills_in_what_the_form_asks(kind: Declaration, layout: Layout) -> None:
    """Name, number, and where the form has them day of birth, sex, address: nothing is typed."""
    people = samples.people(kind)
    text = words(rendered(kind.form, people, day=last_day(layout)).pdf)
    known = people.texts()
    for name in asked(layout):
        assert known.get(name, "") in text
    assert samples.NAME in text
    assert samples.NUMBER in text.replace(" ", "")  # digits in boxes stand apart


@pytest.mark.parametrize("kind", samples.citizens_forms(), ids=lambda kind: str(kind.form))
def test_birth_and_address_are_asked_today(kind: Declaration) -> None:
    """CT01 alone has no line for the address: what is asked for is where one moves to."""
    text = words(rendered(kind.form, samples.people(kind)).pdf)
    assert samples.BIRTH in text
    assert (samples.ADDRESS in text) is (kind.form != "residence")


@pytest.mark.parametrize(("kind", "layout"), PERIODS, ids=ids)
def test_the_form_has_its_labels_in_their_order(kind: Declaration, layout: Layout) -> None:
    """What stands in the file stands on the paper, letter by letter, from top to bottom."""
    text = words(rendered(kind.form, day=last_day(layout)).pdf)
    at = 0
    for label in _labels(layout):
        found = text.find(label, at)
        assert found >= 0, label
        at = found
    assert layout.version == rendered(kind.form, day=last_day(layout)).form_version


def _labels(layout: Layout) -> list[str]:
    labels: list[str] = []
    for part in layout.part:
        if part.when:
            continue
        match part:
            case Title() | Heading():
                labels.append(part.text)
            case Field():
                labels.append(part.label)
            case Row():
                labels += [cell.label for cell in part.cells]
            case Ticks():
                labels += [box.text for box in part.boxes]
            case Table():
                labels += [_first_word(column) for column in part.columns]
            case Signatures():
                labels.append(part.signers[0].title)
            case _:
                pass
    return labels


def _first_word(column: Column) -> str:
    return column.title.split()[0]  # heads are broken where they are narrow


@pytest.mark.parametrize(("kind", "layout"), PERIODS, ids=ids)
def test_a_blank_form_names_nobody(kind: Declaration, layout: Layout) -> None:
    """Without a card there are dots, and place and day are left to the pen."""
    text = words(rendered(kind.form, BLANK, day=last_day(layout)).pdf)
    for person in (samples.NAME, samples.NUMBER, samples.ADDRESS, ": Bản thân"):
        assert person not in text
    if "signed_at" in asked(layout):
        assert "ngày …… tháng …… năm" in text


@pytest.mark.parametrize(("kind", "layout"), PERIODS, ids=ids)
def test_a_form_of_one_page_stays_one_page(kind: Declaration, layout: Layout) -> None:
    """With usual data; the business form has tables over two."""
    paper = rendered(kind.form, samples.people(kind), day=last_day(layout))
    assert paper.pages == (2 if kind.form == "household_business" else 1)


@pytest.mark.parametrize("size", ["A4", "A5"])
@pytest.mark.parametrize("kind", samples.citizens_forms(), ids=lambda kind: str(kind.form))
def test_a_name_of_200_letters_without_a_blank_is_whole(kind: Declaration, size: str) -> None:
    """Nothing is cut: it is broken between letters."""
    name = "Nguyễnthịánhtuyết" * 12
    person = DeclaredPerson(name=name, id_number=samples.NUMBER, address="Thôn Đoài, " * 30)
    people = replace(BLANK, requester=person, principal=person, authoriser=person, attorney=person)
    text = words(rendered(kind.form, people, size=size).pdf).replace(" ", "")
    assert name in text or name.upper() in text


@pytest.mark.parametrize(
    ("form", "last_of_the_old", "old", "new"),
    [
        ("birth", date(2024, 6, 5), "TT04/2020-KS", "TT04/2024-KS"),
        ("death", date(2024, 6, 5), "TT04/2020-KT", "TT04/2024-KT"),
        ("marital_status", date(2024, 6, 5), "TT04/2020-TTHN", "TT04/2024-TTHN"),
        ("civil_status_extract", date(2024, 6, 5), "TT04/2020-TLHT", "TT04/2024-TLHT"),
        ("residence", date(2025, 6, 30), "CT01-TT66/2023", "CT01-TT53/2025"),
    ],
)
def test_the_form_is_the_one_of_the_day(
    form: str, last_of_the_old: date, old: str, new: str
) -> None:
    """A form ends with the day before the next one begins."""
    assert rendered(form, day=last_of_the_old).form_version == old
    assert rendered(form, day=last_of_the_old + timedelta(days=1)).form_version == new


def test_before_any_form_there_is_none() -> None:
    """NĐ 176/2025 is of July 2025."""
    with pytest.raises(InvalidInput) as caught:
        rendered("social_pension", day=date(2025, 6, 30))
    assert caught.value.code == "no_form"


def test_a_card_says_only_what_it_says() -> None:
    """No phone, no e-mail, no nationality, and no relation to whom it is for."""
    person = person_of_card(samples.card())
    assert (person.phone, person.email, person.nationality) == ("", "", "")
    assert person.paper == f"Căn cước công dân số {samples.NUMBER}, cấp ngày 15/04/2021"
    text = words(rendered("marital_status", people_of_cards(samples.card())).pdf)
    assert text.count(samples.NAME) == 2  # who asks, and who signs
    assert "Bản thân" not in text
    alone = words(rendered("marital_status", people_of_cards(samples.card(), for_self=True)).pdf)
    assert alone.count(samples.NAME) == 3
    assert "Bản thân" in alone


def test_a_card_of_the_new_law_is_called_a_can_cuoc() -> None:
    """Thẻ căn cước from 1/7/2024 on (Luật Căn cước 2023)."""
    paper = person_of_card(samples.card(samples.OTHER_TEXT)).paper
    assert paper == f"Căn cước số {samples.OTHER_NUMBER}, cấp ngày 15/08/2024"


def test_machine_readable_lines_name_nobody() -> None:
    """They have no tone marks: the name is written by hand, the rest is known."""
    person = person_of_card(samples.card(samples.PASSPORT_TEXT))
    assert (person.name, person.paper) == ("", "Hộ chiếu số B1234567")
    assert (person.birth, person.sex, person.nationality) == (samples.BIRTH, "Nam", "Việt Nam")


def test_a_year_alone_is_a_birth() -> None:
    """Old people's cards say no more."""
    known = samples.card(samples.CARD_TEXT.replace("01011990", "1990"))
    assert person_of_card(known).birth == "1990"


def test_another_card_is_who_is_authorised() -> None:
    """The first one authorises, the second one goes."""
    people = people_of_cards(samples.card(), samples.card(samples.OTHER_TEXT))
    text = words(rendered("authorisation", people, procedure="1.004873").pdf)
    assert text.index(samples.NAME) < text.index(samples.OTHER_NAME)
    assert samples.OTHER_NUMBER in text
    assert "Cấp Giấy xác nhận tình trạng hôn nhân (1.004873)" in text


def test_a_fingerprint_has_its_place_and_a_witness() -> None:
    """An illiterate person puts a finger where the form has a frame for it."""
    people = replace(people_of_cards(samples.card()), fingerprint=True)
    text = words(rendered("authorisation", people).pdf)
    assert "Điểm chỉ ngón trỏ phải" in text
    assert "NGƯỜI LÀM CHỨNG" in text
    assert "Điểm chỉ" not in words(rendered("authorisation", people_of_cards(samples.card())).pdf)
    with pytest.raises(InvalidInput) as caught:
        rendered("residence", people)
    assert caught.value.code == "no_fingerprint_place"


def test_a_dossier_says_who_is_who() -> None:
    """The owner is whom a civil status paper is of; the submitter asks and signs."""
    given = application()
    people = people_of_dossier(given, subject_is_owner=True)
    assert (people.subject.name, people.relation) == (given.submitter.name, "Bản thân")
    owner = replace_person(given.submitter.name)
    other = people_of_dossier(application(owner=owner), subject_is_owner=True)
    assert (other.requester.name, other.subject.name) == (given.submitter.name, owner.name)
    assert (other.relation, other.attorney.name) == ("", given.submitter.name)
    assert people_of_dossier(given, subject_is_owner=False).subject.name == ""


def replace_person(not_called: str) -> Person:
    assert not_called != "Lê Thị C"
    return Person(name="Lê Thị C", id_number="001160000003", birth="1960", address="Thôn Đông")


def test_every_declaration_belongs_to_procedures_that_there_are() -> None:
    """The mapping is data: a code that is no procedure's would never be found."""
    known = {procedure.code for procedure in catalogue().procedures}
    for kind in samples.citizens_forms():
        assert set(kind.procedures) <= known
    assert declaration("birth").belongs_to("1001193.000.00.00.H61")


def test_a_declaration_of_another_procedure_is_refused() -> None:
    """And what the procedure has is said."""
    with pytest.raises(InvalidInput) as caught:
        rendered("birth", procedure="1.000656")
    assert (caught.value.code, caught.value.field) == ("another_procedure", "procedure")
    assert "death" in (caught.value.advice or "")


@pytest.mark.parametrize(
    ("form", "size", "code"), [("marriage", "A4", "unknown_form"), ("birth", "A3", "unknown_size")]
)
def test_what_there_is_not_is_refused(form: str, size: str, code: str) -> None:
    """With what there is."""
    with pytest.raises(InvalidInput) as caught:
        rendered(form, size=size)
    assert caught.value.code == code


def test_without_an_enrolled_desk_nobody_is_addressed() -> None:
    """The form is still the form."""
    people = people_of_cards(samples.card())
    text = words(rendered("birth", people, enrolled=False).pdf)
    assert "Ủy ban nhân dân" not in text
    assert samples.NAME in text
    assert "Ủy ban nhân dân xã Đông Sơn" in words(rendered("birth", people).pdf)
    assert "Công an xã Đông Sơn" in words(rendered("residence", people).pdf)


def test_the_same_declaration_has_the_same_bytes() -> None:
    """Nothing of the hour of printing is in it but what it says."""
    people = people_of_cards(samples.card())
    assert rendered("birth", people).pdf == rendered("birth", people).pdf
