"""Settings for the window's tests: no screen (a warning of Qt fails a test by pyproject.toml)."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything makes an application
