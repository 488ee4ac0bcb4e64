"""Look at a paper before it is printed."""
