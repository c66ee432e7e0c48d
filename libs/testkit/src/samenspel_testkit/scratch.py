"""Where tests put what they throw away: in memory if there is room, for making files takes time.

A database of a test is a thousand files, and a run makes thousands of databases.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
ROOM = 4 * 1024**3
"""What a run of four workers may come to need, in bytes, and as much again for their processes."""
_REMOVE = 'cat > /dev/null; rm -rf -- "$0"'


class Scratch:
    """A folder in memory that goes when we do, however we end."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="samenspel-tests-", dir=MEMORY))
        self.folder.chmod(0o711)  # a server that runs as another user finds its files in it
        self._remover = subprocess.Popen(  # noqa: S603 - our own command
            ["/bin/sh", "-c", _REMOVE, self.folder],
            stdin=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for us; it ends when we have ended
        )

    def close(self) -> None:
        """Remove it."""
        self._remover.communicate()


def scratch() -> Scratch | None:
    """Make such a folder; None where there is no room for it."""
    return Scratch() if _room(MEMORY) else None


def _room(folder: Path) -> bool:
    try:
        free = shutil.disk_usage(folder).free
        memory = Path("/proc/meminfo").read_text("ascii")
    except OSError:  # not a Linux, or not one that tells
        return False
    available = next(
        int(line.split()[1]) * 1024
        for line in memory.splitlines()
        if line.startswith("MemAvailable:")
    )
    return free >= ROOM and available >= 2 * ROOM
