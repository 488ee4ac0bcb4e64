"""The domain of the one-stop shop and its use cases: no window, no HTTP, no PDF."""
