"""The sync engine: a step function without threads, sockets or clock (docs/adr/0005)."""
