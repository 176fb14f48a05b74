"""The embedded PostgreSQL server: its data in DATA_DIR, one local user, no network."""

from services.backend.postgres.errors import StartRefused
from services.backend.postgres.server import PostgresServer, start_server

__all__ = ["PostgresServer", "StartRefused", "start_server"]
