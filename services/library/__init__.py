"""Library: the papers that units publish, and what is in their files."""
