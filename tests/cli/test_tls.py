"""Serving beyond this machine: encrypted by the app itself, and never a demo by accident."""

import signal
import ssl
import subprocess
from collections.abc import Generator
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from services import strings
from tests.cli.test_newcomer import OFFICERS, free_port, run, serving
from tests.house import demo_folder
from tests.robot import open_robot
from tests.wire.kit import WELCOME, spotless
from views import paths
from views.auth import strings as auth


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody but these tests trusts, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
            "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert,
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    return cert, key


@pytest.fixture
def signals() -> Generator[None]:
    """`serve` inside this process takes the signals; they are given back."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def serve(data: Path, *arguments: str | Path, **more: str) -> Result:
    """The command in this process, for what it refuses before it serves."""
    from app import cli

    return CliRunner().invoke(
        cli,
        ["serve", *map(str, arguments)],
        env={"DATA_DIR": str(data), "PORT": str(free_port()), "COMPRESS": "false"} | more,
    )


def refusal(result: Result) -> str:
    """Exit code 2 and one line."""
    assert result.exit_code == 2, result.output
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


async def test_a_real_house_over_https(tmp_path: Path, certificate: tuple[Path, Path]) -> None:
    cert, key = certificate
    data, port = tmp_path / "real", free_port()
    born = run(data, "init", *OFFICERS)
    assert born.returncode == 0, born.stderr
    trusted = ssl.create_default_context(cafile=str(cert))
    arguments = ("serve", "--tls-cert", str(cert), "--tls-key", str(key))
    with serving(data, port, *arguments, tls=trusted) as process:
        url = f"https://127.0.0.1:{port}"
        async with httpx.AsyncClient(verify=trusted) as http:
            page = await http.get(f"{url}/")
            assert page.status_code == 200
            assert 'lang="vi"' in page.text
        async with httpx.AsyncClient(timeout=5) as stranger:
            with pytest.raises(httpx.HTTPError):
                await stranger.get(f"http://127.0.0.1:{port}/")
            with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
                await stranger.get(f"{url}/")
        async with open_robot(url, tls=trusted) as robot:
            assert robot.url.startswith("wss://")
            await robot.until(WELCOME)
            assert "Đăng nhập" in robot.buttons()
            await robot.go(paths.ACTIVATE)
            await robot.until(auth.ACTIVATE_TITLE)
            spotless(robot)
        process.terminate()
        said = process.communicate(timeout=60)[0]
    assert url in said
    assert process.returncode == 0, said


def test_half_a_pair_and_a_missing_file_are_refused(
    tmp_path: Path, certificate: tuple[Path, Path], signals: None
) -> None:
    cert, key = certificate
    data, gone = tmp_path / "data", tmp_path / "gone.pem"
    assert refusal(serve(data, "--tls-cert", cert)) == strings.TLS_HALF
    assert refusal(serve(data, "--tls-key", key)) == strings.TLS_HALF
    missing = strings.TLS_MISSING.format(path=gone)
    assert refusal(serve(data, "--tls-cert", gone, "--tls-key", key)) == missing
    assert refusal(serve(data, "--tls-cert", cert, "--tls-key", gone)) == missing
    assert not data.exists()


async def test_a_demo_stays_home_unless_told_otherwise(
    tmp_path: Path, certificate: tuple[Path, Path], signals: None
) -> None:
    cert, key = certificate
    data, port = tmp_path / "demo", free_port()
    await demo_folder(data)
    tls = ("--tls-cert", str(cert), "--tls-key", str(key))
    assert refusal(serve(data, *tls, HOST="0.0.0.0")) == strings.DEMO_STAYS_HOME
    trusted = ssl.create_default_context(cafile=str(cert))
    arguments = ("serve", *tls, "--demo-outside")
    with serving(data, port, *arguments, tls=trusted, HOST="0.0.0.0") as process:
        async with httpx.AsyncClient(verify=trusted) as http:
            answer = await http.get(f"https://127.0.0.1:{port}/healthz")
        assert answer.json() == {"status": "ok"}
        assert process.poll() is None
