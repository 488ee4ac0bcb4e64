"""The search field of the header, and what it finds."""
