"""Questions about posts: asking, my own, and answering."""
