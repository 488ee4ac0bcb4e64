"""Pictures of every paper, for ``docs/papers``."""
