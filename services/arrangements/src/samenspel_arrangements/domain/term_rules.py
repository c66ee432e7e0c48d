"""The rules by which the terms of arrangements run."""

HANDOVER_ANSWER = "handover-answer"
