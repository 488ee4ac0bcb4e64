"""``python -m tests.screens [OUT]``: every view, light and dark, at three screens, as PNG files.

A screen is a process of its own: Qt reads its scale factor once. ``--only TEXT`` makes the
pictures of the screens whose name has TEXT in it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SCREENS = {
    "1366x768": (1366, 768, 1.0),
    "1920x1080": (1920, 1080, 1.0),
    "1920x1080-150": (1920, 1080, 1.5),
}
"""Name -> pixels, and the scale that the system is set to."""
SCHEMES = ("light", "dark")
OUT = Path(__file__).parents[2] / "docs" / "screens"


def main() -> int:
    """Make the pictures; one screen in this process where it is named."""
    parser = argparse.ArgumentParser(prog="tests.screens")
    parser.add_argument("out", nargs="?", type=Path, default=OUT)
    parser.add_argument("--only", default="")
    parser.add_argument("--screen", choices=list(SCREENS))
    parser.add_argument("--scheme", choices=SCHEMES)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.screen is not None:
        play(options.screen, options.scheme, options.out)
        return 0
    for screen, (_, _, scale) in SCREENS.items():
        for scheme in SCHEMES:
            if options.only not in f"{scheme}-{screen}":
                continue
            environment = {
                **os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale),
            }  # fmt: skip
            subprocess.run(
                [sys.executable, "-m", "tests.screens", str(options.out),
                 "--screen", screen, "--scheme", scheme],
                env=environment, check=True,
            )  # fmt: skip
    return 0


def play(screen: str, scheme: str, out: Path) -> None:
    """All scenes at one screen in one scheme."""
    from tests.screens.play import play_all  # noqa: PLC0415 - Qt only in the screen's own process

    width, height, scale = SCREENS[screen]
    with tempfile.TemporaryDirectory(prefix="quay-mot-cua-screens-") as directory:
        made = play_all(
            Path(directory), out, f"{scheme}-{screen}", scheme,
            (round(width / scale), round(height / scale)),
        )  # fmt: skip
    print(f"{len(made)} pictures of {scheme} at {screen}")  # noqa: T201 - a tool for people


if __name__ == "__main__":
    sys.exit(main())
