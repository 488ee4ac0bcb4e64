"""Other programs that speak our protocols: the real ones, as their makers ship them."""
