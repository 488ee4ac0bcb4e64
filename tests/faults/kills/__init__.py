"""kill -9 of a desk and of its central at any moment of register, print, attach, sync."""
