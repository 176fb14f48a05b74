"""Reading: the lists a member keeps, and sharing a post."""
