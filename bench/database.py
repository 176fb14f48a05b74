"""The large demo that is measured: made once in bench/out, made anew when its making changes."""

import hashlib
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from services.demo.scale import load_scale
from services.runtime import MIGRATIONS, Embedded, start_embedded
from services.settings import Settings

HERE = Path(__file__).parent
OUT = HERE / "out"
_ROOT = HERE.parent
_MADE_OF = (
    MIGRATIONS,
    _ROOT / "services" / "backend" / "bootstrap",
    _ROOT / "services" / "demo",
)


def checksum() -> str:
    """Of everything the database is made of."""
    digest = hashlib.sha256()
    files = [path for folder in _MADE_OF for path in folder.rglob("*") if path.is_file()]
    for path in sorted(path for path in files if "__pycache__" not in path.parts):
        digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def settings_for(scale: str, out: Path = OUT) -> Settings:
    """Settings of the database of that scale, whatever the environment says."""
    return Settings(data_dir=out / scale)


def make(scale: str, out: Path = OUT) -> None:
    """Load the demo unless it is there and made of the same files."""
    stamp = out / f"{scale}.sum"
    wanted = checksum()
    if stamp.exists() and stamp.read_text() == wanted and (out / scale).is_dir():
        return
    print(f"bench: loading the demo at scale {scale} …", file=sys.stderr)
    stamp.unlink(missing_ok=True)
    shutil.rmtree(out / scale, ignore_errors=True)
    (out / scale).mkdir(parents=True)
    settings = settings_for(scale, out)
    embedded = start_embedded(settings)
    try:
        load_scale(scale, settings, embedded)
    finally:
        embedded.stop()
    stamp.write_text(wanted)


@contextmanager
def opened(scale: str, out: Path = OUT) -> Generator[Embedded]:
    """The running database, with the baselines installed as functions of schema api."""
    embedded = start_embedded(settings_for(scale, out))
    try:
        install_baselines(embedded)
        yield embedded
    finally:
        embedded.stop()


def install_baselines(embedded: Embedded) -> None:
    """Create the functions of bench/baselines/*.sql, which see every row: nobody serves this database."""
    with psycopg.connect(embedded.server.conninfo("supabase_admin"), autocommit=True) as connection:
        for path in sorted((HERE / "baselines").glob("*.sql")):
            connection.execute(path.read_text("utf-8").encode())
            grant = sql.SQL("grant execute on function api.{} to authenticated")
            connection.execute(grant.format(sql.Identifier(f"bench_{path.stem}")))
        connection.execute("notify pgrst, 'reload schema'")
