"""Writing posts and following who has acknowledged them."""
