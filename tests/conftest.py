"""Settings for all tests."""

from __future__ import annotations

import hypothesis

# A noisy machine is no failure: examples have no deadline of their own.
hypothesis.settings.register_profile("project", deadline=None)
hypothesis.settings.load_profile("project")
