"""All scenarios, in the order in which they are tried."""

from __future__ import annotations

from tests.data.wire.stored import VERSIONS
from tests.faults.power.first_start import FIRST_START
from tests.faults.power.morning import MORNING
from tests.faults.power.upgrade import upgrade_from

SCENARIOS = (MORNING, FIRST_START, *(upgrade_from(version) for version in VERSIONS))
