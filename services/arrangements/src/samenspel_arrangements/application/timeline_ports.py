"""What keeping the timeline needs of the outside; the adapters fit themselves to this."""

from typing import Protocol

from samenspel_arrangements.domain.timeline import Entry


class Timeline(Protocol):
    """What happened, in one alliance."""

    async def add(self, entry: Entry) -> None:
        """Keep an entry; the same one a second time changes nothing."""
        ...


class TimelineUnitOfWork(Protocol):
    """One transaction of the consumer that keeps the timeline."""

    @property
    def timeline(self) -> Timeline:
        """The timeline, to write."""
        ...
