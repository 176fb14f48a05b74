"""An app process of its own that takes a list over, to be killed in the middle of it.

Reads one JSON object from standard input, and writes a line for each batch that is done.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from services.accounts.models import Device, TokenPair
from services.backend.app import create_app
from services.backend.config import BackendConfig
from services.container import Services
from services.gateway import Supabase
from services.runtime import INSIDE


async def main(told: dict[str, Any]) -> None:
    """Apply until done or dead."""
    config = BackendConfig(
        conninfo=lambda user: told["conninfo"][user],
        jwt_secret=told["jwt_secret"],
        publishable_key=told["publishable_key"],
        secret_key=told["secret_key"],
        storage_dir=Path(told["storage_dir"]),
    )
    gateway = create_app(config)
    await gateway.open()
    transport = httpx.ASGITransport(gateway)
    async with httpx.AsyncClient(transport=transport) as http:
        supabase = Supabase(INSIDE, config.publishable_key, config.secret_key, http)
        pair = TokenPair.model_validate(told["pair"])
        member = Services(supabase).member(pair, Device(address="192.0.2.9", user_agent="x"))
        await member.imports.apply(UUID(told["import_id"]), lambda done: print(done, flush=True))
    await gateway.close()


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.stdin.readline())))
