"""The reference central system (docs/adr/0007). The desk never imports it."""
