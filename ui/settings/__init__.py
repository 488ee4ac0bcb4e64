"""The settings of this counter."""
