"""Settings for the window's tests: no screen (a warning of Qt fails a test by pyproject.toml)."""

from __future__ import annotations

import os

from ui.operations.constant_references import keep_constants_alive

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything makes an application
keep_constants_alive()
