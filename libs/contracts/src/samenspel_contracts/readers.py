"""Who may read the data of events about persons."""

from samenspel_contracts.registry import REGISTRY, Privacy

READERS_OF_PERSONS = frozenset({"arrangements", "notifications"})
"""The services that are told who a pupil is and how a contact is reached."""


def may_read(service: str, aggregate: str) -> bool:
    """Tell whether a service may read the data of an aggregate's events.

    One personal field makes the whole aggregate personal. What this build has no contract of is
    for nobody: it might be about a person.
    """
    found = {event.privacy() for event in REGISTRY.values() if event.aggregate() == aggregate}
    if found & {Privacy.PERSONAL, Privacy.SPECIAL}:
        return service in READERS_OF_PERSONS
    return bool(found)
