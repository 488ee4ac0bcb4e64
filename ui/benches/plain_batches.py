"""Posts records in gzipped batches of 500, one after another, with plain ``requests``:
``python -m ui.benches.plain_batches RECORDS PORT``. Prints one line with what it took."""

from __future__ import annotations

import gzip
import json
import sys
import time
from pathlib import Path

import requests

BATCH = 500


def post_all(records: list[object], url: str) -> dict[str, float]:
    """Post ``records`` to ``url``; ``seconds`` and ``uploaded_bytes``. Raises what goes wrong."""
    session = requests.Session()
    session.trust_env = False
    uploaded = 0
    began = time.perf_counter()
    for start in range(0, len(records), BATCH):
        batch = records[start : start + BATCH]
        text = json.dumps(batch, ensure_ascii=False, separators=(",", ":"))
        body = gzip.compress(text.encode(), compresslevel=6)
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        answer = session.post(url, data=body, headers=headers, timeout=60)
        answer.raise_for_status()
        if len(answer.json()["accepted"]) != len(batch):
            raise RuntimeError("not everything was accepted")
        uploaded += len(body)
    return {"seconds": time.perf_counter() - began, "uploaded_bytes": uploaded}


if __name__ == "__main__":
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    took = post_all([json.loads(line) for line in lines], f"http://127.0.0.1:{sys.argv[2]}/")
    sys.stdout.write(json.dumps(took) + "\n")
