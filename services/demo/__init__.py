"""The demo organisation: invented units, people, texts and pictures, always the same."""
