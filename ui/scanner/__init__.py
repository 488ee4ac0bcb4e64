"""Hand scanners: their keys found among what people type, and what they read."""
