"""Administrative units (đơn vị hành chính): what they are, were, and which one an address names."""
