"""Library: documents found by what they are, read page by page."""
