"""Inspection and supervision: a cell's yearly plan, its lines, what was found, the report."""
