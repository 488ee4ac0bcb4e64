"""What the window has to do with papers: which, where, and whether they came out."""
