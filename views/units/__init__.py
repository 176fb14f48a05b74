"""The tree of party units: what there is, how it changes, who holds which office."""
