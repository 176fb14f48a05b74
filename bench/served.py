"""Two servers, each a process of its own: our app on the demo of a ward, and the empty Flet app."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE_S = 90


@dataclass(frozen=True, slots=True)
class Server:
    """Where it listens, and its process."""

    url: str
    pid: int

    def memory_mb(self) -> float:
        """Resident memory of the process, in MB; Postgres is not in it."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise OSError(f"process {self.pid} is gone")

    def cpu_ms(self) -> float:
        """Processor time that the process has used so far, in ms."""
        after_name = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def our_app(data_dir: Path, *, compress: bool = True) -> Generator[Server]:
    """The product, as an operator starts it; the robots' addresses count as forwarded."""
    command = ["app.py", "serve", "--data-dir", str(data_dir)]
    environment = {"TRUSTED_PROXIES": "127.0.0.1", "PUBLIC_URL": "", "COMPRESS": str(compress)}
    with _served(command, "/healthz", **environment) as server:
        yield server


@contextmanager
def empty_app() -> Generator[Server]:
    """Flet with one word on the page."""
    with _served(["-m", "bench.empty_app"], "/") as server:
        yield server


@contextmanager
def _served(command: list[str], probe: str, **environment: str) -> Generator[Server]:
    port = _free_port()
    asked = [*command, "--port", str(port)] if command[0] == "app.py" else [*command, str(port)]
    process = subprocess.Popen(
        [sys.executable, *asked],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(process, url + probe)
        yield Server(url, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=_PATIENCE_S)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        if process.poll() is not None:
            raise OSError(f"the server ended with code {process.returncode}")
        try:
            if httpx.get(url, timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise TimeoutError(f"no answer from {url}")
