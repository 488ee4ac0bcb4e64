"""Pictures of every view for docs/screens: ``make screens``."""
