"""What comes of a meeting on the screen: minutes, resolution, report, score."""
