"""Places where a fault test may have this process killed, exactly there.

`SAMENSPEL_FAILPOINT` names one, `after-confirm@7` its seventh time, `in-handler:cases` the one of
the consumer `cases`; in production it is not set, and nothing happens.
"""

import os
import signal

NAMES = frozenset(
    {
        "before-commit",
        "after-commit",
        "after-sequencing",
        "after-publish",
        "after-confirm",
        "in-handler",
        "before-consumer-commit",
        "after-consumer-commit",
    }
)
_armed: str | None = None
_consumer = ""
_left = 0


def arm(where: str | None) -> None:
    """Choose the place, whose, and which time; ValueError if there is no such place."""
    global _armed, _consumer, _left
    place, _, times = (where or "").partition("@")
    name, _, _consumer = place.partition(":")
    if name and name not in NAMES:
        raise ValueError(f"SAMENSPEL_FAILPOINT is none of {', '.join(sorted(NAMES))}")
    _armed, _left = name or None, int(times or 1)


def reach(name: str, consumer: str = "") -> None:
    """Die as by `kill -9` if this is the armed one and its time; no clean-up runs."""
    global _left
    if name != _armed or _consumer not in ("", consumer):
        return
    _left -= 1
    if _left == 0:
        os.kill(os.getpid(), signal.SIGKILL)


arm(os.environ.get("SAMENSPEL_FAILPOINT"))
