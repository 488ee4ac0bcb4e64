"""A person without a card: by what they are known, and why there is no number."""

from __future__ import annotations

from tests.ui.reception.counter import Counter, K, application

KIND, REASON = "submitter.no_id_kind", "submitter.no_id_reason"


def type_person(counter: Counter) -> None:
    """Name and address of somebody without a number; the procedure."""
    for path, said in (
        ("submitter.name", "Lò Thị Mỷ"),
        ("submitter.address", "Thôn 3, Hà Nội"),
        ("procedure", "xac nh"),
    ):
        counter.page.form.focus_field(path)
        counter.enter_data(said)
        counter.press(K.Key_Return)


def choose_kind(counter: Counter, row: int) -> None:
    """Arrow down so often."""
    assert counter.page.form.focus_field(KIND)
    counter.press(K.Key_Home)
    for _ in range(row):
        counter.press(K.Key_Down)


def test_a_kind_of_proof_speaks_for_itself(counter: Counter) -> None:
    """A witness is enough: Enter does not ask for words as well."""
    type_person(counter)
    choose_kind(counter, 2)
    counter.press(K.Key_Return)
    assert counter.focus() != REASON
    person = application(counter.receive()).submitter
    assert (person.no_id_kind, person.no_id_reason) == ("witness", "")


def test_another_kind_wants_words(counter: Counter) -> None:
    """``Lý do khác`` says nothing by itself."""
    type_person(counter)
    choose_kind(counter, 5)
    counter.press(K.Key_F8)
    assert counter.focus() == REASON
    counter.enter_data("Mất hết giấy tờ do lũ")
    person = application(counter.receive()).submitter
    assert (person.no_id_kind, person.no_id_reason) == ("other", "Mất hết giấy tờ do lũ")


def test_words_alone_are_enough(counter: Counter) -> None:
    """Nobody has to find a kind for them."""
    type_person(counter)
    counter.page.form.focus_field(REASON)
    counter.enter_data("Mất hết giấy tờ do lũ")
    person = application(counter.receive()).submitter
    assert (person.no_id_kind, person.no_id_reason) == ("", "Mất hết giấy tờ do lũ")


def test_enter_asks_by_what_somebody_without_a_number_is_known(counter: Counter) -> None:
    """Behind the other fields of the person, the kind before the words."""
    type_person(counter)
    visited = []
    while counter.focus() != "receive":
        visited.append(counter.focus())
        counter.press(K.Key_Return)
    assert visited.index(KIND) + 1 == visited.index(REASON)


def test_a_number_takes_the_place_of_the_proof(counter: Counter) -> None:
    """Somebody finds the card after all: both at once would be refused."""
    type_person(counter)
    choose_kind(counter, 2)
    counter.page.form.focus_field("submitter.id_number")
    counter.enter_data("001190000003")
    counter.press(K.Key_Return)
    counter.settle()
    person = application(counter.receive()).submitter
    assert (person.id_number, person.no_id_kind) == ("001190000003", "")


def test_with_a_number_nothing_is_asked(counter: Counter) -> None:
    """Neither field takes room; of an organisation only the reason can be asked."""
    type_person(counter)
    fields = counter.page.form.fields()
    assert fields[KIND].isVisible()
    counter.page.form.people.form("submitter").organisation.click()
    assert (fields[KIND].isVisible(), fields[REASON].isVisible()) == (False, True)
    counter.page.form.focus_field("submitter.id_number")
    counter.enter_data("0100109106")
    counter.press(K.Key_Return)
    assert (fields[KIND].isVisible(), fields[REASON].isVisible()) == (False, False)
