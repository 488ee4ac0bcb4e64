"""The line to the central: the thread that drives the sync engine."""
