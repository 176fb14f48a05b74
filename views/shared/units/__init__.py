"""Finding one's way in the tree of units."""
