"""Unit: the data of events about persons is for those who need it."""

import pytest

from samenspel_contracts.arrangements import CaseOpenedV1
from samenspel_contracts.intake import (
    ContactRecordedV1,
    PupilRecordedV1,
    SchoolRecordedV1,
    SupportRequestSubmittedV1,
    UnitRecordedV1,
)
from samenspel_contracts.readers import may_read
from samenspel_contracts.registry import EventData


@pytest.mark.parametrize("event", [PupilRecordedV1, ContactRecordedV1])
@pytest.mark.parametrize(
    ("service", "may"),
    [("arrangements", True), ("notifications", True), ("reporting", False), ("intake", False)],
)
def test_persons_are_for_arrangements_and_notifications(
    service: str, event: type[EventData], *, may: bool
) -> None:
    assert may_read(service, event.aggregate()) is may


@pytest.mark.parametrize(
    "event", [SupportRequestSubmittedV1, CaseOpenedV1, UnitRecordedV1, SchoolRecordedV1]
)
def test_what_is_not_about_persons_is_for_every_service(event: type[EventData]) -> None:
    assert may_read("reporting", event.aggregate())


def test_what_nobody_knows_is_for_nobody() -> None:
    assert not may_read("arrangements", "something-new")
