"""A line with a delay and no other limit: ``python -m ui.benches.delayed_line PORT RTT_MS``.

Takes connections on loopback and carries their bytes to PORT and back, each way after half of
RTT_MS. Prints one line with its own port and stays until it is ended.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections import deque

HOST = "127.0.0.1"
BUFFER_BYTES = 256 * 1024


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay_s: float) -> None:
    """Carry one direction to its end; bytes keep their order, as many as come are on the way."""
    loop = asyncio.get_running_loop()
    on_the_way: deque[tuple[float, bytes]] = deque()
    arrived = asyncio.Event()

    async def deliver() -> None:
        while True:
            while not on_the_way:
                arrived.clear()
                await arrived.wait()
            due, data = on_the_way.popleft()
            if (early_s := due - loop.time()) > 0:
                await asyncio.sleep(early_s)
            if not data:
                break
            writer.write(data)
        with contextlib.suppress(OSError):  # that end may be gone
            writer.write_eof()

    delivering = asyncio.ensure_future(deliver())
    try:
        while data := await reader.read(BUFFER_BYTES):
            on_the_way.append((loop.time() + delay_s, data))
            arrived.set()
    except ConnectionError:
        pass  # broken off at this end: what was read before still arrives
    on_the_way.append((loop.time() + delay_s, b""))
    arrived.set()
    await delivering


async def serve(port: int, rtt_ms: float) -> None:
    """Serve for ever."""

    async def join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection(HOST, port, limit=BUFFER_BYTES)
        await asyncio.gather(
            carry(reader, there_writer, rtt_ms / 2000),
            carry(there_reader, writer, rtt_ms / 2000),
            return_exceptions=True,
        )
        writer.close()
        there_writer.close()

    server = await asyncio.start_server(join, HOST, 0, limit=BUFFER_BYTES)
    sys.stdout.write(json.dumps({"port": server.sockets[0].getsockname()[1]}) + "\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2])))
