"""The budget: from a card scan to the printed receipt in a dozen keys, the mouse untouched."""

from __future__ import annotations

import sys
from statistics import median

import pytest

from tests.ui.reception.counter import CARD, OTHER_CARD, Counter, K, application, received_before

BUDGET = 12
LETTERS = {
    "1.000656": "khai t",
    "1.001193": "khai s",
    "1.004222": "thuong",
    "1.004873": "hon nh",
    "1.010041": "xac nh",
    "2.000635": "trich",
    "2.000815": "sao y",
    "2.000884": "diem c",
}
"""What an officer would type for each of the eight procedures."""
COUNTS = {"2.000815": ("4", "3"), "2.000635": ("2",), "2.000884": ("2",)}
"""The numbers that the fee counts, in the order in which they are asked."""
ONLINE_ONLY = frozenset({"1.000656", "1.001193", "1.004222"})


def serve(counter: Counter, code: str) -> None:
    """Everything between the scan and F8, but for what a new citizen has to say."""
    counter.type(LETTERS[code])
    counter.press(K.Key_Return)
    for number, count in enumerate(COUNTS.get(code, ())):
        if number:
            counter.press(K.Key_Return)
        counter.type(count)
    if code in ONLINE_ONLY:
        counter.press(K.Key_Down)  # the reason that was given before


def report(capsys: pytest.CaptureFixture[str], title: str, counted: dict[str, int]) -> None:
    """Print the table: it is what the budget is measured by."""
    with capsys.disabled():
        sys.stdout.write(f"\n{title}: median {median(counted.values())} keys\n")
        for code, keys in counted.items():
            sys.stdout.write(f"  {code}  {LETTERS[code]!r:10} {keys:3}\n")


def test_a_known_person_takes_a_dozen_keys_for_each_of_the_eight_procedures(
    counter: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    """Known person, all fields of the receipt filled: at most 12 keys from scan to paper."""
    for code in sorted(ONLINE_ONLY):
        received_before(counter.desk, code)
    counter.page.flow.load()
    counter.settle()
    counted = {}
    for code in LETTERS:
        counter.keys = 0
        counter.scan(CARD)
        serve(counter, code)
        state = counter.receive()
        counted[code] = counter.keys
        person = application(state).submitter
        assert application(state).procedure == code
        assert (person.phone, person.email) == ("0900000001", "an@thu.example")
        assert all((person.name, person.id_number, person.address, application(state).components))
        assert f"{state.code}.pdf" in counter.papers()
    report(capsys, "known person", counted)
    assert max(counted.values()) <= BUDGET


def test_a_new_person_takes_a_dozen_keys_and_what_they_say(
    counter: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    """New person by card: at most 12 keys, and the typed phone and e-mail."""
    received_before(counter.desk, "1.001193")
    counter.page.flow.load()
    counter.settle()
    counted = {}
    for number, code in enumerate(LETTERS):
        counter.keys = 0
        counter.scan(OTHER_CARD.replace("001190000002", f"00119000001{number}"))
        serve(counter, code)
        while counter.focus() != "submitter.phone":
            counter.press(K.Key_Return)
            assert counter.focus() != "receive"
        counter.enter_data("0900000002")
        counter.press(K.Key_Return)
        assert counter.focus() == "submitter.email"
        counter.enter_data("huong@thu.example")
        state = counter.receive()
        counted[code] = counter.keys
        person = application(state).submitter
        assert (person.phone, person.email) == ("0900000002", "huong@thu.example")
    report(capsys, "new person", counted)
    assert max(counted.values()) <= BUDGET


def test_a_person_without_a_card_is_typed_from_field_to_field_by_enter(
    counter: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    """No card: Enter leads through the fields that matter, in the order of the form."""
    visited = []
    for said in ("001190000003", "Lê Thị Mỹ", "03021985"):
        visited.append(counter.focus())
        counter.enter_data(said)
        counter.press(K.Key_Return)
    visited.append(counter.focus())
    counter.press(K.Key_Down)
    counter.press(K.Key_Down)
    counter.press(K.Key_Return)
    for said in ("Số 3 Hàng Bông, Hà Nội", "0900000003", "my@thu.example"):
        visited.append(counter.focus())
        counter.enter_data(said)
        counter.press(K.Key_Return)
    assert visited == [
        "submitter.id_number",
        "submitter.name",
        "submitter.birth",
        "submitter.sex",
        "submitter.address",
        "submitter.phone",
        "submitter.email",
    ]
    assert counter.focus() == "procedure"
    counter.type("xac")
    counter.press(K.Key_Return)
    assert counter.focus() == "receive"
    state = counter.receive()
    assert application(state).submitter.birth == "1985-02-03"
    assert application(state).submitter.sex == "Nữ"
    with capsys.disabled():
        sys.stdout.write(f"\nwithout a card: {counter.keys} keys beside the typed data\n")


def test_the_last_procedure_comes_back_by_two_keys(counter: Counter) -> None:
    """Recently used procedures are offered while nothing is typed: ↓ and Enter."""
    counter.scan(CARD)
    counter.type("xac")
    counter.press(K.Key_Return)
    counter.receive()
    counter.keys = 0
    counter.scan(CARD)
    counter.press(K.Key_Down)
    counter.press(K.Key_Return)
    assert counter.page.flow.keeper.draft.procedure == "1.010041"
    counter.receive()
    assert counter.keys == 3
