"""What stands below an article: what can be done with it, answers, related posts."""
