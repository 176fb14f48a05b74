"""What several rooms show of a meeting."""
