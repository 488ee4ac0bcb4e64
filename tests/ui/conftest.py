"""Settings for the window's tests: no screen (a warning of Qt fails a test by pyproject.toml)."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything makes an application


@pytest.fixture(autouse=True)
def garbage_is_collected_on_this_thread() -> Iterator[None]:
    """A central's or a worker's thread must not destroy the widgets that a test before has left.

    As ``ui.operations.collector`` does for the program; here also while no ``Operations`` live.
    """
    from ui.operations.collector import collect_if_due  # noqa: PLC0415 - after the platform is set

    gc.disable()
    yield
    collect_if_due()
