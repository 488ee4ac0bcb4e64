"""The window and the verbs; nobody imports this package."""
