"""What the spine counts and measures; no label names a person, a unit or an alliance."""

from prometheus_client import Counter, Gauge

OUTBOX_OLDEST = Gauge(
    "samenspel_outbox_oldest_seconds", "Age of the oldest row in the outbox", ["service"]
)
RELAY_LAG = Gauge(
    "samenspel_relay_lag_events", "Events in the log that the broker has not confirmed", ["service"]
)
CONSUMED = Counter(
    "samenspel_consumer_events_total",
    "Events that came to a consumer, by what became of them",
    ["service", "consumer", "outcome"],
)
HELD = Gauge("samenspel_held_open", "Events that wait", ["service", "consumer", "state"])
RETURNED = Counter(
    "samenspel_mq_returned_total", "Events that the broker could route to no queue", ["service"]
)
PAUSED = Counter(
    "samenspel_spine_paused_total",
    "Times that a loop of the worker had to wait for its database or its broker",
    ["service", "loop"],
)
HEALED = Counter(
    "samenspel_healed_events_total",
    "Events that a consumer had missed and got from the source's log",
    ["service", "consumer", "source"],
)
GAP_OPEN = Gauge(
    "samenspel_gap_open",
    "Events that wait for one before them which has not come",
    ["service", "consumer"],
)
MISMATCH = Counter(
    "samenspel_watermark_mismatch_total",
    "Times that a watermark told of other numbers than a consumer had seen, per part",
    ["service", "consumer", "source"],
)
