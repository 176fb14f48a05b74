"""Posts: what a unit publishes to its subtree."""
