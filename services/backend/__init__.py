"""The embedded default: Postgres in DATA_DIR and Supabase's HTTP API in this process."""
