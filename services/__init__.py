"""Everything below the screens: typed verbs on the database. Never imports flet."""
