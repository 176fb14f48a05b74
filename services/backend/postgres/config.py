"""Writes the server's configuration: no TCP, peer only, quiet logs, modest memory."""

import os
from collections.abc import Mapping
from pathlib import Path

from services.backend.postgres.layout import Layout

ROLES = (
    "supabase_admin",
    "postgres",
    "authenticator",
    "supabase_auth_admin",
    "supabase_storage_admin",
)
MAP = "handbook"
OPERATORS_FILE = "local.conf"


def write_config(layout: Layout, user: str, settings: Mapping[str, str]) -> None:
    """Write the three files anew; `user` is the only OS user who may connect.

    An operator's own settings go into config/local.conf, which is never touched.
    """
    files = {
        "postgresql.conf": _settings(settings),
        "pg_hba.conf": _rules(),
        "pg_ident.conf": _map(user),
    }
    for name, text in files.items():
        path = layout.config / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o644)  # the server's account reads it; there is no secret in it
    own = layout.config / OPERATORS_FILE
    if not own.exists():
        own.write_text("# Your own settings; they win over postgresql.conf and are kept.\n")
        own.chmod(0o644)


def memory_settings(total_bytes: int) -> dict[str, str]:
    """Divide `total_bytes` of a small machine that also runs the app."""
    megabytes = total_bytes // 2**20
    return {
        "shared_buffers": f"{min(max(megabytes // 16, 64), 512)}MB",
        "effective_cache_size": f"{max(megabytes // 2, 256)}MB",
        "work_mem": "8MB",
        "maintenance_work_mem": "64MB",
    }


def _total_memory() -> int:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text().strip()
    except OSError:
        return total
    return min(total, int(limit)) if limit.isdigit() else total


def _settings(extra: Mapping[str, str]) -> str:
    settings = {
        # Relative paths: the socket's to the data folder, where the server goes when it starts
        # (so its length never matters), the others to the folder above, where it is started.
        "hba_file": "config/pg_hba.conf",
        "ident_file": "config/pg_ident.conf",
        "unix_socket_directories": "../socket",
        "unix_socket_permissions": "0700",
        "listen_addresses": "",
        "port": "5432",
        "max_connections": "100",
        **memory_settings(_total_memory()),
        "max_wal_size": "1GB",
        "wal_compression": "on",
        "random_page_cost": "1.1",
        "max_locks_per_transaction": "256",  # partitioned tables take one per partition
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        # Errors carry what a member typed, in message, detail and statement. The app gets them
        # from its connection; the log keeps what concerns the server alone.
        "log_min_messages": "log",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_statement": "none",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "log_checkpoints": "off",
        "log_line_prefix": "%m [%p] %q%u@%d ",
        "lc_messages": "C",
        **extra,
    }
    lines = [f"{name} = {_quoted(value)}" for name, value in settings.items()]
    head = f"# Written at every start. Put your own settings into {OPERATORS_FILE} beside it.\n"
    return head + "\n".join(lines) + f"\ninclude = '{OPERATORS_FILE}'\n"


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _rules() -> str:
    return (
        f"local all {','.join(ROLES)} peer map={MAP}\n"
        "local all all reject\n"
        "local replication all reject\n"
    )


def _map(user: str) -> str:
    return "".join(f'{MAP} "{user}" {role}\n' for role in ROLES)
