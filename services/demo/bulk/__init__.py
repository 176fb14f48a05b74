"""The large demo: rows made up as they are copied, always the same for the same day."""
