"""The newsroom: articles on their way to being posts, and what is done with posts afterwards."""
