"""Which of the sixteen partitions of the log an aggregate belongs to."""

from hashlib import sha256
from uuid import UUID

PARTITIONS = 16


def part_of(home: UUID) -> int:
    """Give the partition of a home unit (or of the alliance, where there is no unit).

    Computed once, at the aggregate's creation, and stored: the current unit may change.
    """
    return int.from_bytes(sha256(str(home).encode()).digest()[:8]) % PARTITIONS
