"""Directives: acknowledgement by name, tracking, reminders; and the home screen they fill."""
