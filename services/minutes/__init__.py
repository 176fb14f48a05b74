"""What comes of a meeting: score, minutes, resolution, report, tasks."""
