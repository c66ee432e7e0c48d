"""Servers that cannot outlive the tests, however these end.

A warden is a small process between us and a server. When its standard input closes (we closed it,
or we are no more) it kills the server and removes the server's directory.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

CRASHES = {signal.SIGKILL: signal.SIGUSR1, signal.SIGQUIT: signal.SIGUSR2}
"""What a warden is told, to send this signal to its server."""


class Warden:
    """Starts, stops and cleans up one server process with a directory of its own."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        directory: Path,
        environment: Mapping[str, str] | None = None,
        user: str | None = None,
    ) -> None:
        self._directory = directory
        self._environment = environment
        self._command = [sys.executable, "-m", "samenspel_testkit.warden"]
        self._command += ["--directory", str(directory)]
        self._command += ["--user", user] if user else []
        self._command += ["--", *command]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """What the server printed."""
        return self._directory / "output.log"

    def start(self) -> None:
        """Start the server, without waiting until it answers."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                self._command,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self._environment,
                start_new_session=True,  # Ctrl-C is for us; we end it in our own order
            )

    def stop(self) -> None:
        """Stop the server in an orderly way; what it stored stays."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=30)
            self._close_input()

    def crash(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End the server with a signal; what it stored stays."""
        if self._process is not None:
            self._process.send_signal(CRASHES[how])
            self._process.wait(timeout=30)
            self._close_input()

    def close(self) -> None:
        """Kill the server and remove what it stored."""
        if self._process is not None:
            self._close_input()
            self._process.wait(timeout=30)
        shutil.rmtree(self._directory, ignore_errors=True)

    def _close_input(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()


def main() -> int:
    """Run a command until it ends, or until our standard input closes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--directory", type=Path, required=True)
    parser.add_argument("--user")
    parser.add_argument("command", nargs="+")
    asked = parser.parse_args()
    server = subprocess.Popen(  # noqa: S603 - our own command
        asked.command, stdin=subprocess.DEVNULL, user=asked.user, start_new_session=True
    )
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    for sent, told in CRASHES.items():
        signal.signal(told, lambda *_, sent=sent: server.send_signal(sent))
    abandoned = threading.Event()

    def end_with_the_tests() -> None:
        sys.stdin.buffer.read()
        if server.poll() is None:
            abandoned.set()
            server.send_signal(signal.SIGQUIT)  # PostgreSQL then frees its shared memory
            try:
                server.wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)

    threading.Thread(target=end_with_the_tests, daemon=True).start()
    code = server.wait()
    if abandoned.is_set():
        shutil.rmtree(asked.directory, ignore_errors=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
