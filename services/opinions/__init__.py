"""What members say beside a meeting's agenda: opinions, notes by consent, questions that go up."""
