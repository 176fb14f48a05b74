"""What the newsroom refuses, in words that say what to do."""
