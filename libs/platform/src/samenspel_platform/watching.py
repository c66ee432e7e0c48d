"""What a service's watchdog found, as a figure to alarm on."""

from collections.abc import Mapping

from prometheus_client import Gauge

FOUND = Gauge(
    "samenspel_watchdog_findings",
    "Open items of which something is wrong; anything but 0 asks for a person.",
    ("service", "kind"),
)


def show_findings(service: str, counts: Mapping[str, int]) -> None:
    """Show how many items have each kind of finding; name every kind, also those without any."""
    for kind, count in counts.items():
        FOUND.labels(service, kind).set(count)
