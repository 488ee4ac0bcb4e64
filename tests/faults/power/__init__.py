"""A machine whose disk fails, fills up, or loses its power at the n-th operation, for every n."""
