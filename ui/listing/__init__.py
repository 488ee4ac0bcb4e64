"""Lists that are refreshed row by row, and keep what the officer had chosen."""
