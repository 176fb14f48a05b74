"""The own record: what is in it, asking for corrections, who looked, taking it away, wishes."""
