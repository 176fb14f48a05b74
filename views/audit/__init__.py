"""The log and the head of its chain, for auditors."""
