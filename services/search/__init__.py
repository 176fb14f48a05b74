"""Search: one box over everything published."""
