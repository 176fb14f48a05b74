"""How people, their offices and their units are called."""
