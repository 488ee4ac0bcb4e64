"""PouchDB with fsync, replicating to a PouchDB server. npm puts it into ``build/peers``."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from app.errors import EnvironmentFault
from ui.benches.drain_queue import Queue
from ui.benches.drain_ways import line_to
from ui.benches.program import ROOT, Program

_SOURCES = Path(__file__).with_name("drain_peers")
_INSTALLED = ROOT / "build" / "peers"
_FILES = ("package.json", "package-lock.json", "synced.js", "server.js", "replicate.js")
_INSTALL_S = 180.0


def why_absent() -> str:
    """Install it where it is not; why it can't be (empty where it is there)."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return "Máy này không có node và npm."
    _INSTALLED.mkdir(parents=True, exist_ok=True)
    lock = _INSTALLED / "package-lock.json"
    same = lock.exists() and lock.read_bytes() == (_SOURCES / lock.name).read_bytes()
    for name in _FILES:
        shutil.copyfile(_SOURCES / name, _INSTALLED / name)
    if same and (_INSTALLED / "node_modules" / "pouchdb").is_dir():
        return ""
    try:
        subprocess.run(  # noqa: S603 - npm, as PATH names it
            [npm, "ci", "--no-audit", "--no-fund"],
            cwd=_INSTALLED,
            check=True,
            capture_output=True,
            timeout=_INSTALL_S,
        )
    except (subprocess.SubprocessError, OSError) as error:
        shutil.rmtree(_INSTALLED / "node_modules", ignore_errors=True)
        return f"npm không cài được: {type(error).__name__}."
    return ""


def replicate(queue: Queue, place: Path, rtt_ms: int, dossiers: int) -> dict[str, Any]:
    """Put ``dossiers`` records into a local database, then replicate it as it does by itself."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    node = shutil.which("node")
    assert node is not None, "it was looked for before"
    with (
        Program("PouchDB server", [node, "server.js", str(place)], cwd=_INSTALLED) as server,
        line_to(server.said()["port"], rtt_ms) as port,
        Program(
            "PouchDB",
            [node, "replicate.js", str(place), str(queue.records), str(port), str(dossiers)],
            cwd=_INSTALLED,
        ) as one,
    ):
        took = one.said()
    if took["written"] != dossiers or not took["synced_writes"]:
        raise EnvironmentFault("bench_failed", f"PouchDB: {took}")
    return {**took, "dossiers": dossiers}
