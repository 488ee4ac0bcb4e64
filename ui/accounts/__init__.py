"""The officers of this counter, for administrators."""
