"""The Auth part: sign-in, sessions, factors and accounts as Supabase Auth defines them."""
