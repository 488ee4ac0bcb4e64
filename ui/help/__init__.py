"""F1: the keys of a page, and how its work goes."""
