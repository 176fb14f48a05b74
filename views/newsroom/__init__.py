"""The newsroom: writing, the desks, what is done with published articles."""
