"""Questions about posts, and mistakes reported in them."""
