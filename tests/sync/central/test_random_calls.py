"""Whatever is sent to the central, it answers by its own document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from schemathesis.generation import GenerationMode

from sync.contract.operations import OPERATIONS
from tests.sync.central.databases import NewDatabase
from tests.sync.central.random_calls import Caller, calling

EXAMPLES = 6


@pytest.fixture
def caller(new_database: NewDatabase, tmp_path: Path) -> Iterator[Caller]:
    """A signed desk at a central of its own."""
    with calling(new_database(), tmp_path) as made:
        yield made


def test_every_operation_answers_random_calls_by_its_document(caller: Caller) -> None:
    """No 5xx; status, type, headers and body as documented; a problem's code is one of its own."""
    for operation in OPERATIONS:
        for mode in GenerationMode:
            caller.call(operation, mode, EXAMPLES)
    assert {200, 400, 401, 404} <= set(caller.statuses)
