"""Files that people already have, read into articles (`app.py import-articles`)."""
