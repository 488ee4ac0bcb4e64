"""The least that is durable: ``python -m ui.benches.small_server FILE``.

Takes gzipped batches of records by POST and commits each batch once, ``synchronous=FULL``. Prints
one line with its port and stays until it is ended.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"


def make_server(file: str) -> ThreadingHTTPServer:
    """A server on a free port of loopback that keeps its records in ``file``."""
    database = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE IF NOT EXISTS record (id TEXT PRIMARY KEY, body TEXT NOT NULL)")
    one_writer = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1  # an answer leaves in one piece

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            records = json.loads(gzip.decompress(sent))
            rows = [(each["id"], json.dumps(each, ensure_ascii=False)) for each in records]
            with one_writer:
                database.execute("BEGIN IMMEDIATE")
                database.executemany("INSERT OR IGNORE INTO record VALUES (?, ?)", rows)
                database.execute("COMMIT")
            answer = json.dumps({"accepted": [each for each, _ in rows]}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *words: object) -> None:  # noqa: A002 - its base's name
            """Say nothing."""

    return ThreadingHTTPServer((HOST, 0), Handler)


if __name__ == "__main__":
    server = make_server(sys.argv[1])
    sys.stdout.write(json.dumps({"port": server.server_port}) + "\n")
    sys.stdout.flush()
    server.serve_forever()
