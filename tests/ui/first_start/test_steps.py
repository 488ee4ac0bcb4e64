"""Which step is shown, and which can be gone back to."""

from __future__ import annotations

import pytest

from ui.first_start.steps import Facts, Step, Steps, first_step

STORE = Facts(has_store=True)
ASKED = Facts(has_store=True, central_url="https://trungtam.example", code="A", counter="Quầy 1")
ENROLLED = Facts(has_store=True, central_url="https://trungtam.example", is_enrolled=True)
READY = Facts(has_store=True, is_enrolled=True, can_sign_in=True)


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        (Facts(), Step.PLACE),
        (STORE, Step.CENTRAL),
        (ASKED, Step.ENROL),
        (ENROLLED, Step.ACCOUNT),
    ],
)
def test_a_cut_start_goes_on_where_it_was(facts: Facts, step: Step) -> None:
    """Nothing that is done is asked again."""
    assert facts.is_unfinished
    assert first_step(facts) is step


def test_somebody_who_can_sign_in_ends_the_first_start() -> None:
    """From then on the password is asked first."""
    assert not READY.is_unfinished


def test_forth_goes_through_every_step_and_stays_at_the_last() -> None:
    """In the order of ``Step``."""
    steps = Steps()
    seen = [steps.current]
    while not steps.is_last:
        seen.append(steps.go_on())
    assert seen == list(Step)
    assert steps.go_on() is Step.DONE


@pytest.mark.parametrize(
    ("step", "back"),
    [
        (Step.PLACE, Step.PLACE),
        (Step.CENTRAL, Step.PLACE),
        (Step.ENROL, Step.CENTRAL),
        (Step.ACCOUNT, Step.ACCOUNT),
        (Step.PRINTER, Step.PRINTER),
        (Step.DONE, Step.DONE),
    ],
)
def test_back_stops_at_what_was_done_for_good(step: Step, back: Step) -> None:
    """Enrolment and account are made once."""
    steps = Steps(step)
    assert steps.can_go_back == (back is not step)
    assert steps.go_back() is back


def test_steps_before_the_current_one_are_past() -> None:
    """The rail marks them so."""
    steps = Steps(Step.ENROL)
    assert [step for step in Step if steps.is_past(step)] == [Step.PLACE, Step.CENTRAL]
