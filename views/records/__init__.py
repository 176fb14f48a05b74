"""The personal record: the own one, those in scope, and requests to correct them."""
