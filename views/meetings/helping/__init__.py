"""What a mentor enters for whom the cell has asked to help."""
