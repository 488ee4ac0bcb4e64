"""Between the first paint and the first officer: the store opens, the rest is loaded."""
