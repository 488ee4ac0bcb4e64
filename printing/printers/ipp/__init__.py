"""The Internet Printing Protocol, as much of it as a desk needs (RFC 8010, RFC 8011)."""
