"""Getting in: sign-in, first activation, forgotten password, second factor."""
