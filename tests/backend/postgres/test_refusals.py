"""When it cannot start it says why, in one line, and leaves what it found."""

import os
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen
from typing import TypeAlias

import pytest

from services.backend.postgres import StartRefused, start_server

As: TypeAlias = Callable[[int, Callable[[], object]], object]
Child: TypeAlias = Callable[..., Popen[str]]
NOBODY = 65534

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounts a file system of its own")

# Run in a private namespace: $1 is where a small file system goes, $2 its options.
ON_SMALL_DISK = """
import subprocess, sys
from pathlib import Path
from services.backend.postgres import StartRefused, start_server
place, size, then = sys.argv[1:]
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", place], check=True)
data = Path(place) / "data"
try:
    if then != "first":
        start_server(data).stop()
    if then == "fill":
        try:
            with (Path(place) / "film").open("wb", 0) as film:
                while True:
                    film.write(bytes(2**20))
        except OSError:
            pass
    if then == "readonly":
        subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    start_server(data).stop()
    print("started")
except StartRefused as refused:
    print(refused)
"""
NAMESPACE = ("unshare", "--mount", "--propagation", "private", "--")


def refusal(data_dir: Path, postgres_bin: Path | None = None) -> str:
    try:
        start_server(data_dir, postgres_bin=postgres_bin).stop()
    except StartRefused as refused:
        line = str(refused)
        assert "\n" not in line
        return line
    return "started"


def test_a_second_process_on_the_same_data(data_dir: Path) -> None:
    with start_server(data_dir) as server:
        assert "đang được một tiến trình khác dùng" in refusal(data_dir)
        assert server.running
    assert refusal(data_dir) == "started"


def test_data_dir_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    assert "là một tệp" in refusal(tmp_path / "data")
    assert "là một tệp" in refusal(tmp_path / "data" / "below")
    assert (tmp_path / "data").read_text() == "mine"


def test_a_file_stands_where_the_server_keeps_its_things(tmp_path: Path) -> None:
    (tmp_path / "postgres").write_text("mine")
    assert f"{tmp_path}/postgres là một tệp" in refusal(tmp_path)


def test_a_folder_that_may_not_be_written(open_folder: Path, as_user: As) -> None:
    assert "Không ghi được" in str(as_user(NOBODY, lambda: refusal(open_folder / "not-yours")))
    assert not (open_folder / "not-yours").exists()


@needs_root
@pytest.mark.parametrize(
    ("size", "then", "line"),
    [
        ("60m", "first", "không còn đủ chỗ trống"),
        ("230m", "fill", "không còn đủ chỗ trống"),
        ("230m", "readonly", "Không ghi được"),
        ("230m", "again", "started"),
    ],
)
def test_a_disk_that_is_full_or_read_only(
    tmp_path: Path, child: Child, size: str, then: str, line: str
) -> None:
    said = child(ON_SMALL_DISK, tmp_path, size, then, prefix=NAMESPACE).communicate()[0]
    assert line in said
    assert len(said.splitlines()) == 1


def test_data_of_another_version(data_dir: Path, postgres_bin: Path | None) -> None:
    if postgres_bin is None:
        (data_dir / "postgres" / "data" / "PG_VERSION").write_text("14\n")
        assert "PostgreSQL 14 tạo" in refusal(data_dir)
    else:
        line = refusal(data_dir, postgres_bin)
        assert "PostgreSQL 18 tạo" in line
        assert "đang dùng PostgreSQL 15" in line
        assert refusal(data_dir) == "started"


def test_a_data_folder_that_is_no_cluster(data_dir: Path) -> None:
    (data_dir / "postgres" / "data" / "PG_VERSION").unlink()
    assert "không phải là dữ liệu PostgreSQL" in refusal(data_dir)
    assert (data_dir / "postgres" / "data" / "base").is_dir()


def test_a_setting_that_postgres_rejects(data_dir: Path) -> None:
    (data_dir / "postgres" / "config" / "local.conf").write_text("shared_buffers = 'x'\n")
    line = refusal(data_dir)
    assert line.startswith("PostgreSQL không khởi động được")
    assert str(data_dir / "postgres" / "log" / "server.log") in line


def test_a_folder_without_the_programs(tmp_path: Path) -> None:
    assert "POSTGRES_BIN" in refusal(tmp_path / "data", tmp_path)
    assert not (tmp_path / "data").exists()


def test_programs_that_do_not_run_here(tmp_path: Path) -> None:
    for name in ("postgres", "initdb"):
        (tmp_path / name).write_bytes(b"\x7fELF of another machine")
        (tmp_path / name).chmod(0o755)
    assert "POSTGRES_BIN" in refusal(tmp_path / "data", tmp_path)


def test_an_ordinary_user_on_somebody_elses_data(open_folder: Path, as_user: As) -> None:
    folder = open_folder / "somebodys"
    cluster = folder / "postgres" / "data"
    cluster.mkdir(parents=True)
    for path in (folder, folder / "postgres"):
        os.chown(path, NOBODY, NOBODY)
    os.chown(cluster, 1, 1)
    assert "thuộc tài khoản hệ thống" in str(as_user(NOBODY, lambda: refusal(folder)))


def test_a_user_without_a_name(open_folder: Path, as_user: As) -> None:
    assert "54321" in str(as_user(54321, lambda: refusal(open_folder / "nameless")))
