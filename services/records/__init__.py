"""Records: everything that is known about a member, field by field, and requests to correct it."""
