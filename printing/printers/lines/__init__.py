"""How bytes reach a printer, and its answers us: TCP, USB, a serial line, Windows' spooler."""
