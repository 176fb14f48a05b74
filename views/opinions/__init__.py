"""What members say beside a meeting's agenda."""
