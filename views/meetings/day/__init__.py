"""The day of a meeting: roll-call, arriving, the agenda as it runs."""
