"""Forms as data: a dated layout and a set of values give a paper (docs/adr/0020)."""
