"""Small programs that ``bench`` starts afresh for every round."""
