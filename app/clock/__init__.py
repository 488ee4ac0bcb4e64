"""Time as the desk knows it: one zone, one text form, and a clock that is handed in."""
