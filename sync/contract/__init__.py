"""The contract between desk and central, shared by both ends (docs/adr/0006, 0007, 0008)."""
