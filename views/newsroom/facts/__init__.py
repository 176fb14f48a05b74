"""What is said of a published paper, to be put right."""
