"""Places where a fault test may have this process killed, exactly there.

`SAMENSPEL_FAILPOINT` names one; in production it is not set, and nothing happens.
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
ARMED = os.environ.get("SAMENSPEL_FAILPOINT")
if ARMED and ARMED not in NAMES:
    raise ValueError(f"SAMENSPEL_FAILPOINT is none of {', '.join(sorted(NAMES))}")


def reach(name: str) -> None:
    """Die as by `kill -9` if this is the armed one; no clean-up runs."""
    if name == ARMED:
        os.kill(os.getpid(), signal.SIGKILL)
