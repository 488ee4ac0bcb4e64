"""How a Send reaches the central system and what came back of it."""
