"""Where the embedded server keeps its things inside DATA_DIR."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layout:
    """Folders and files of one embedded server.

    `root`, `config` and the log stay with the user who runs the app; only `cluster` and `socket`
    belong to the account that runs the server, so a root app never writes where another
    account could have planted a link.
    """

    data_dir: Path

    @property
    def root(self) -> Path:
        return self.data_dir / "postgres"

    @property
    def cluster(self) -> Path:
        return self.root / "data"

    @property
    def unfinished_cluster(self) -> Path:
        return self.root / "data.new"

    @property
    def config(self) -> Path:
        return self.root / "config"

    @property
    def socket(self) -> Path:
        return self.root / "socket"

    @property
    def log(self) -> Path:
        return self.root / "log" / "server.log"

    @property
    def app_lock(self) -> Path:
        return self.data_dir / "app.lock"

    @property
    def server_lock(self) -> Path:
        return self.root / "server.lock"
