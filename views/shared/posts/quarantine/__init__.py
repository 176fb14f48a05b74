"""Taking the files of a post or an article out of circulation."""
