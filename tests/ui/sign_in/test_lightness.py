"""The view is painted before anything heavy is imported (docs/adr/0011)."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("argon2", "keyring", "requests", "apsw", "cryptography", "reportlab", "pypdfium2")
PROGRAM = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication
from ui.sign_in.sign_in_view import SignInView
from ui.theme.theme import apply_theme
from ui.theme.tokens import Scheme
app = QApplication([])
apply_theme(app, Scheme.LIGHT)
view = SignInView()
view.show()
view.grab()
print("\\n".join(sys.modules))
"""


def test_the_view_is_painted_without_anything_heavy() -> None:
    """No store, no hashing, no keyring, no network."""
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    loaded = finished.stdout.split()
    assert "ui.sign_in.sign_in_view" in loaded
    heavy = [
        name
        for name in loaded
        if name.split(".")[0] in HEAVY
        or name.startswith(("app.store", "app.keys", "sync.", "printing.", "ui.shell"))
    ]
    assert heavy == []
