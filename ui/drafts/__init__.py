"""The counter's drafts."""
