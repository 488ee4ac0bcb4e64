"""A city of desks over the real code: one seed decides everything (docs/adr/0031)."""
