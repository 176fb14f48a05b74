"""Units: the tree of party units, how it changes, and who holds which office where."""
