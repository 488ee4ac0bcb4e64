"""Work off the window's thread, and what it changed."""
