"""The roster: lists of members, search, filters, export, first-activation slips."""
