"""The law as data with a date: reading and checking the TOML files in ``resources/``."""
