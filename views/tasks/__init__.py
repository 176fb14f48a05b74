"""The Nhiệm vụ tab: what is asked of me, and what I ask of others."""
