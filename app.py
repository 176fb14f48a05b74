"""The front door: the command line, from settings to a running house."""

import asyncio
import importlib
import json
import signal
import sys
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import psycopg
import typer

from services import strings
from services.backend.postgres import start_server
from services.front import Front, open_front
from services.refusal import Refused
from services.settings import Settings, load_settings

if TYPE_CHECKING:
    from services.runtime import Embedded

# What a command needs beyond this is imported inside it: Postgres starts meanwhile, and no start
# waits for what it does not use. httpx would load its own command line, with rich and pygments,
# because typer brings these; told that there is none, it goes without.
sys.modules["httpx._main"] = None  # pyright: ignore[reportArgumentType]

cli = typer.Typer(add_completion=False, help=strings.HELP, pretty_exceptions_enable=False)
DataDir = Annotated[Path | None, typer.Option(help=strings.HELP_DATA_DIR)]
Host = Annotated[str | None, typer.Option(help=strings.HELP_HOST)]
Port = Annotated[int | None, typer.Option(help=strings.HELP_PORT)]


@contextmanager
def plainly() -> Generator[None]:
    """Whatever refuses to work says so in one line, with exit code 2."""
    try:
        yield
    except Refused as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(2) from None


def stop_in_order() -> None:
    """SIGTERM and Ctrl+C leave through every `finally`, so that the database is stopped too.

    uvicorn hands a signal on once it has closed its connections; by default that would end the
    process on the spot and leave an orphaned Postgres behind.
    """

    def leave(_number: int, _frame: FrameType | None) -> None:
        sys.exit(0)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, leave)


@contextmanager
def embedded_database(
    settings: Settings, meanwhile: Callable[[], None] = lambda: None
) -> Generator["Embedded"]:
    """The embedded Postgres for the length of one command; `meanwhile` loads what comes after."""
    if settings.is_hosted:
        raise Refused(strings.ONLY_EMBEDDED)
    typer.echo(strings.STARTING.format(data_dir=settings.data_dir))
    with ThreadPoolExecutor(1) as helper:
        starting = helper.submit(
            start_server, settings.data_dir, postgres_bin=settings.postgres_bin
        )
        try:
            from services.runtime import prepare

            meanwhile()
        except BaseException:  # Ctrl+C while loading: what is being started is stopped again
            starting.result().stop()
            raise
    embedded = prepare(settings, starting.result())
    try:
        yield embedded
    finally:
        embedded.stop()


def load_views() -> None:
    """Load everything that serves."""
    importlib.import_module("views.serve")


def migrated(conninfo: str) -> list[str]:
    """Apply the migrations to a hosted database."""
    from services.backend.migrate import migrate as apply_migrations
    from services.runtime import MIGRATIONS

    return apply_migrations(conninfo, MIGRATIONS)


@contextmanager
def direct_connection(settings: Settings) -> Generator[str]:
    """How to reach Postgres itself as its owner, embedded or hosted."""
    if not settings.is_hosted:
        with embedded_database(settings) as embedded:
            yield embedded.server.conninfo("postgres")
        return
    if settings.supabase_db_url is None:
        raise Refused(strings.DB_URL_NEEDED)
    yield settings.supabase_db_url.get_secret_value()


@cli.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """Without a command: serve."""
    if context.invoked_subcommand is None:
        serve()


@cli.command(help=strings.HELP_SERVE)
def serve(
    host: Host = None,
    port: Port = None,
    data_dir: DataDir = None,
    tls_cert: Annotated[Path | None, typer.Option(help=strings.HELP_TLS_CERT)] = None,
    tls_key: Annotated[Path | None, typer.Option(help=strings.HELP_TLS_KEY)] = None,
    demo_outside: Annotated[bool, typer.Option(help=strings.HELP_DEMO_OUTSIDE)] = False,
) -> None:
    """Serve the app; a DATA_DIR without a database gets a demo one."""
    with plainly():
        stop_in_order()
        settings = load_settings(host=host, port=port, data_dir=data_dir)
        front = Front(settings, tls_cert, tls_key, demo_outside)
        with open_front(front) as listening:
            if settings.is_hosted:
                from views.serve import serve_web

                asyncio.run(serve_web(settings, None, front, listening))
                return
            with embedded_database(settings, load_views) as embedded:
                from services.runtime import installation_kind
                from views.serve import serve_web

                if installation_kind(embedded) is None:
                    from services.demo.scale import load_scale

                    typer.echo(strings.LOADING_DEMO)
                    loaded = load_scale("small", settings, embedded)
                    typer.echo(strings.DEMO_LOADED.format(**loaded))
                front.check_demo(installation_kind(embedded))
                asyncio.run(serve_web(settings, embedded, front, listening))
        typer.echo(strings.STOPPED)


@cli.command(help=strings.HELP_INIT)
def init(
    unit_code: Annotated[str, typer.Option(prompt=strings.ASK_UNIT_CODE)],
    unit_name: Annotated[str, typer.Option(prompt=strings.ASK_UNIT_NAME)],
    cell_name: Annotated[str, typer.Option(prompt=strings.ASK_CELL_NAME)],
    first_name: Annotated[str, typer.Option(prompt=strings.ASK_FIRST_NAME)],
    first_phone: Annotated[str, typer.Option(prompt=strings.ASK_FIRST_PHONE)],
    second_name: Annotated[str, typer.Option(prompt=strings.ASK_SECOND_NAME)],
    second_phone: Annotated[str, typer.Option(prompt=strings.ASK_SECOND_PHONE)],
    kind: Annotated[str, typer.Option(help=strings.HELP_UNIT_KIND)] = "ward",
    data_dir: DataDir = None,
) -> None:
    """A real database: the first unit, two first officers, no demo rows, no password."""
    from services.accounts.first_officers import Officer, parse_officers, start_real

    with plainly():
        officers = parse_officers(
            Officer(first_name, first_phone), Officer(second_name, second_phone)
        )
        settings = load_settings(data_dir=data_dir)
        with direct_connection(settings) as conninfo:
            codes = start_real(conninfo, kind, unit_code, unit_name, cell_name, officers)
        typer.echo(strings.INIT_DONE.format(hours=codes.valid_hours))
        for officer, code in zip(officers, codes.codes, strict=True):
            typer.echo(strings.INIT_CODE.format(name=officer.name, login=officer.phone, code=code))


@cli.command(help=strings.HELP_DEMO)
def demo(
    scale: Annotated[str, typer.Option(help=strings.HELP_SCALE)] = "small",
    data_dir: DataDir = None,
) -> None:
    """Fill a newborn database with the demo organisation."""
    from services.demo.scale import load_scale

    with plainly():
        settings = load_settings(data_dir=data_dir)
        with embedded_database(settings) as embedded:
            typer.echo(strings.LOADING_DEMO)
            loaded = load_scale(scale, settings, embedded)
        typer.echo(strings.DEMO_LOADED.format(**loaded))


@cli.command("import-articles", help=strings.HELP_IMPORT)
def import_articles(
    paths: Annotated[list[Path], typer.Argument(help=strings.HELP_PATHS)],
    unit: Annotated[str, typer.Option(help=strings.HELP_UNIT)],
    publish: Annotated[bool, typer.Option(help=strings.HELP_PUBLISH)] = False,
    data_dir: DataDir = None,
) -> None:
    """Turn files into draft or published articles, with a report."""
    from services.articles.filing import import_articles as run_import

    with plainly():
        settings = load_settings(data_dir=data_dir)
        if settings.is_hosted:
            refused = asyncio.run(run_import(settings, None, paths, unit, publish, typer.echo))
        else:
            with embedded_database(settings) as embedded:
                refused = asyncio.run(
                    run_import(settings, embedded, paths, unit, publish, typer.echo)
                )
    raise typer.Exit(1 if refused else 0)


@cli.command(help=strings.HELP_GATEWAY)
def gateway(port: Port = None, data_dir: DataDir = None) -> None:
    """Serve the local Supabase surface on a port of this machine, for any Supabase client."""
    with plainly():
        stop_in_order()
        settings = load_settings(port=port, data_dir=data_dir)
        front = Front(settings, None, None, demo_outside=False)
        with (
            open_front(front) as listening,
            embedded_database(settings, load_views) as embedded,
        ):
            from views.serve import serve_gateway

            asyncio.run(serve_gateway(settings, embedded, front, listening))


@cli.command(help=strings.HELP_MIGRATE)
def migrate(data_dir: DataDir = None) -> None:
    """Bring the database's structure up to date: hosted by SUPABASE_DB_URL, else embedded."""
    with plainly():
        settings = load_settings(data_dir=data_dir)
        if settings.is_hosted:
            with direct_connection(settings) as conninfo:
                applied = migrated(conninfo)
        else:
            with embedded_database(settings) as embedded:
                applied = embedded.migrated
        done = strings.MIGRATED.format(count=len(applied)) if applied else strings.MIGRATED_NONE
        typer.echo(done)


@cli.command("verify-audit", help=strings.HELP_VERIFY)
def verify_audit(
    head: Annotated[Path | None, typer.Option(help=strings.HELP_HEAD)] = None,
    data_dir: DataDir = None,
) -> None:
    """Check the audit chain, against a saved head where one is given."""
    from services.audit.verification import verify as verify_chain

    with plainly():
        settings = load_settings(data_dir=data_dir)
        saved = _saved_head(head)
        with direct_connection(settings) as conninfo:
            result = verify_chain(conninfo, *saved)
        typer.echo(result.line)
    raise typer.Exit(0 if result.ok else 1)


def _saved_head(path: Path | None) -> tuple[int | None, str | None]:
    if path is None:
        return None, None
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        return int(saved["seal"]), str(saved["head"])
    except (OSError, ValueError, KeyError, TypeError):
        raise Refused(strings.HEAD_UNREADABLE.format(path=path)) from None


if __name__ == "__main__":
    try:
        cli()
    except psycopg.OperationalError:
        typer.echo(strings.DATABASE_LOST, err=True)
        sys.exit(2)
