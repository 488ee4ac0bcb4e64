"""The desk's side of the engine: the store behind the engine's port."""
