"""The three keys of a local installation, made once and kept in DATA_DIR/keys.json (mode 0600)."""

import json
import os
import secrets
import string
from pathlib import Path
from typing import NamedTuple, cast

_ALPHABET = string.ascii_letters + string.digits


class GatewayKeys(NamedTuple):
    """One key names a client, one opens everything, the third signs tokens."""

    publishable_key: str
    secret_key: str
    jwt_secret: str


def load_or_create(data_dir: Path) -> GatewayKeys:
    """Read the keys of `data_dir`, or make them there when there are none yet.

    Two processes that start together end with the same keys. Raises OSError when the folder can't
    be read or written and ValueError when the file is not ours.
    """
    path = data_dir / "keys.json"
    if not path.exists():
        _create(path)
    try:
        found = cast("dict[str, object]", json.loads(path.read_text(encoding="utf-8")))
        values = [found[name] for name in GatewayKeys._fields]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ValueError(f"{path.name} is damaged") from error
    if not all(isinstance(value, str) and len(value) >= 32 for value in values):
        raise ValueError(f"{path.name} is damaged")
    return GatewayKeys(*(cast(str, value) for value in values))


def _create(path: Path) -> None:
    keys = GatewayKeys(
        publishable_key="sb_publishable_" + _random(32),
        secret_key="sb_secret_" + _random(48),
        jwt_secret=_random(64),
    )
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(keys._asdict(), file)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # fails if another process was first: its keys hold
        except FileExistsError:
            return
    finally:
        draft.unlink()


def _random(length: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))
