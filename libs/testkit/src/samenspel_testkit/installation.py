"""The whole system as `make run` starts it, in a process of its own."""

import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic

from samenspel_testkit.ports import free_port
from samenspel_testkit.probes import NeverHappened

TOLD_WITHIN_SECONDS = 600


class Installation:
    """The command `samenspel run` on a data folder and a port; its output goes to a file."""

    def __init__(self, folder: Path, port: int, **settings: str) -> None:
        self.folder, self.port, self._settings = folder, port, settings
        self.address = f"http://127.0.0.1:{port}"
        self._days_ahead = 0
        self._output = folder.parent / f"{folder.name}-{port}.out"
        self._process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        self._output.write_bytes(b"")
        names = ("BUS", "AMQP_URL", "DATABASE_URL")
        env = {name: value for name, value in os.environ.items() if name not in names}
        with self._output.open("ab") as output:
            return subprocess.Popen(  # noqa: S603 - our own command
                self._command(),
                env={
                    **env,
                    "PORT": str(self.port),
                    "DATA_DIR": str(self.folder),
                    **self._settings,
                },
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _command(self) -> list[str | Path]:
        if self._days_ahead:
            ahead = ("-m", "samenspel_testkit.clock_ahead", str(self._days_ahead))
            return [sys.executable, *ahead, "run"]
        return [Path(sys.executable).parent / "samenspel", "run"]

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def output(self) -> str:
        """What it printed so far."""
        return self._output.read_text()

    def wait_until_up(self, seconds: float) -> float:
        """Wait until it says so; gives the seconds that it took, NeverHappened if it does not."""
        began = monotonic()
        while f"Samenspel is up: {self.address}" not in self.output:
            if self._ended_within(0.1) or monotonic() - began > seconds:
                raise NeverHappened(f"it is not up; it said:\n{self.output}")
        return monotonic() - began

    def _ended_within(self, seconds: float) -> bool:
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def exit_code(self, seconds: float = 120) -> int:
        """Wait until it has ended; it reads the code of four services before it can refuse."""
        return self._process.wait(seconds)

    def interrupt(self) -> int:
        """Press Ctrl-C, and give the exit code."""
        self._process.send_signal(signal.SIGINT)
        return self.exit_code()

    def again(self) -> None:
        """Start it once more on the same data."""
        self._process = self._start()

    def later(self, *, days: int, within: float = 300) -> None:
        """Go on with the same data, so many days later; whoever was logged in is so no more."""
        self.interrupt()
        self._days_ahead += days
        self.again()
        self.wait_until_up(within)

    def end(self) -> None:
        """Make sure that it is gone."""
        if self._process.poll() is None:
            self.interrupt()


def told_folder(root: Path) -> Path:
    """Give a data folder with the demo told in it, for copying; whoever asks first makes it.

    Telling it takes half a minute of work, and each process of a test run needs it.
    """
    folder, told = root / "told", root / "told.done"
    with (root / "told.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            telling = Installation(folder, free_port())
            try:
                telling.wait_until_up(TOLD_WITHIN_SECONDS)
            finally:
                telling.end()
            told.touch()
    return folder


def copy_of(told: Path, folder: Path) -> Path:
    """Copy such a folder, with its owners: the database server runs as another user than root."""
    subprocess.run(["cp", "-a", told, folder], check=True)  # noqa: S603, S607 - folders of our own
    return folder
