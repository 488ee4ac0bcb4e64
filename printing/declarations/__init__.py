"""Citizens' declarations, filled in beforehand, and the paper that says what to bring."""
