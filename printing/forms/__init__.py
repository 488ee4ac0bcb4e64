"""The forms: one file each, from a paper's data to PDF."""
