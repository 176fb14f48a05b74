"""What is said of a text taken from the press, and of the pictures of an article."""
