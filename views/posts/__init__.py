"""Posts for the member: the list and the single post."""
