"""Ways back from mistakes, and words entered for somebody else."""
