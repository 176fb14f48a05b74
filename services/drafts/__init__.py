"""Forms that are being filled in, kept for their author until they are sent."""
