"""Inspection and supervision: a cell's yearly plan, what is done of it, what was found, the report."""
