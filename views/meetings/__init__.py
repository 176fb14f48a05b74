"""The Sinh hoạt tab; what it will hold comes with a later issue."""
