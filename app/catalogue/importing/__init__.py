"""Procedures out of other systems' documents, shown as a difference before anything is written."""
