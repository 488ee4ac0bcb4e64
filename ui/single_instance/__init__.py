"""One window for one data directory."""
