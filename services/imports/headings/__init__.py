"""How headings and choices are written in people's lists."""
