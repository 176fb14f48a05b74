"""Members: who belongs to which unit, and how a name is written and sorted."""
