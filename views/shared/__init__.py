"""The kit every screen is made of: theme, frame, parts, forms, hooks, words."""
