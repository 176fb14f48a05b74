"""The command line as a newcomer meets it: a real process, a real database, signals and refusals."""

import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 120


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    # Compressing what is served takes a minute of both cores; tests/views/web has it.
    return kept | {"DATA_DIR": str(data_dir), "PYTHONUTF8": "1", "COMPRESS": "false"} | more


def run(data_dir: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "app.py", *arguments],
        cwd=ROOT, env=environment(data_dir, **more), capture_output=True, text=True,
        timeout=PATIENCE_S, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    data_dir: Path, port: int, *arguments: str, tls: ssl.SSLContext | None = None, **more: str
) -> Generator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "app.py", *arguments], cwd=ROOT,
        env=environment(data_dir, PORT=str(port), **more),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    scheme, path = "https" if tls else "http", "/" if "gateway" in arguments else "/healthz"
    try:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            assert process.poll() is None, process.communicate()[0]
            try:
                answer = httpx.get(
                    f"{scheme}://127.0.0.1:{port}{path}", verify=tls or True, timeout=5
                )
                if answer.status_code < 500:
                    break
            except httpx.HTTPError:
                time.sleep(0.2)
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(PATIENCE_S)


def one_line(result: subprocess.CompletedProcess[str]) -> str:
    """The refusal: exit code 2 and one line."""
    assert result.returncode == 2, result.stdout + result.stderr
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


def test_start_second_process_busy_port_kill_and_start_again(tmp_path: Path) -> None:
    data, port = tmp_path / "data", free_port()
    with serving(data, port) as first:
        page = httpx.get(f"http://127.0.0.1:{port}/").text
        assert 'lang="vi"' in page
        assert str(data) in one_line(run(data, PORT=str(free_port())))
        assert str(port) in one_line(run(tmp_path / "other", PORT=str(port)))
        assert not (tmp_path / "other").exists()
        os.kill(first.pid, signal.SIGKILL)
        first.wait(PATIENCE_S)
        said = first.stdout.read() if first.stdout else ""
        assert f"http://127.0.0.1:{port}" in said
        assert "0900000001" in said
    with serving(data, port) as again:  # the orphaned postmaster is dealt with, the data kept
        assert httpx.get(f"http://127.0.0.1:{port}/healthz").json() == {"status": "ok"}
        again.terminate()
        assert again.wait(PATIENCE_S) == 0
        said = again.stdout.read() if again.stdout else ""
        assert "0900000001" in said
    assert "DATA_DIR" not in said
    result = run(data, "init", *OFFICERS)
    assert result.returncode == 2
    assert run(data, "verify-audit").returncode == 0


OFFICERS = (
    "--unit-code", "99.001", "--unit-name", "Đảng bộ phường Thử", "--cell-name", "Chi bộ Cơ quan",
    "--first-name", "Nguyễn Văn Thử", "--first-phone", "0911 000 001",
    "--second-name", "Trần Thị Mẫu", "--second-phone", "0911 000 002",
)  # fmt: skip


def test_a_real_database_has_two_officers_codes_and_no_demo(tmp_path: Path) -> None:
    data = tmp_path / "real"
    born = run(data, "init", *OFFICERS)
    assert born.returncode == 0, born.stderr
    codes = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}", born.stdout)
    assert len(set(codes)) == 2
    assert run(data, "init", *OFFICERS).returncode == 2
    assert run(data, "demo").returncode == 2
    (tmp_path / "bai").mkdir()
    (tmp_path / "bai" / "tot.txt").write_text(
        "Ngày hội đọc sách của phường\n\nNgày 12/11/2026\n\nHơn một trăm người đã tới dự.\n"
    )
    (tmp_path / "bai" / "hong.docx").write_bytes(b"not a document")
    imported = run(data, "import-articles", str(tmp_path / "bai"), "--unit", "99.001", "--publish")
    assert imported.returncode == 1, imported.stderr
    assert "Ngày hội đọc sách" in imported.stdout
    assert "hong.docx" in imported.stdout
    port = free_port()
    with serving(data, port) as process:
        assert process.poll() is None
        process.terminate()
        said = process.communicate(timeout=PATIENCE_S)[0]
        assert "0900000001" not in said
        assert "Demo@2026!" not in said


def test_nothing_leaves_this_machine_in_the_clear(tmp_path: Path) -> None:
    assert "--tls-cert" in one_line(run(tmp_path / "d", HOST="0.0.0.0", PORT=str(free_port())))
    assert not (tmp_path / "d").exists()


def test_a_malformed_setting_is_named(tmp_path: Path) -> None:
    assert "PORT" in one_line(run(tmp_path / "d", PORT="many"))


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert str(tmp_path / "file") in one_line(run(tmp_path / "file", PORT=str(free_port())))


def test_help_is_vietnamese(tmp_path: Path) -> None:
    assert "Khởi tạo cơ sở dữ liệu" in run(tmp_path, "--help").stdout
