"""The Nhiệm vụ tab; what it will hold comes with a later issue."""
