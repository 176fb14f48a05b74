"""One's own drafts of forms."""
