"""Reading: how often posts are opened, and the lists that a reader keeps."""
