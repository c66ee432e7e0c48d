"""Unit: where an item stands is written and read again, whatever its kind."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from cattrs.errors import BaseValidationError

from samenspel_intake.domain.registration.ending import Admitted, Died, End
from samenspel_intake.domain.registration.standing import AtDesk, Ended, Standing, WhyAtDesk
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.ids import HandoverId
from samenspel_kernel.responsibility import Offer, Partner, Responsibility
from samenspel_kernel.term import Term
from samenspel_platform.documents import Documents

STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, End, Standing)
DAY = date(2026, 11, 23)
MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
AT_DESK = AtDesk(
    Responsibility.of(Holder(HolderKind.SCHOOL, uuid4()), NextAction("find-school", DAY)).offered(
        Offer(HandoverId(uuid4()), Partner(uuid4()), MOMENT, DAY)
    ),
    Term("find-school", 1, DAY, DAY),
    WhyAtDesk.REFUSED,
)


@pytest.mark.parametrize("standing", [AT_DESK, Ended(Admitted(DAY)), Ended(Died())])
def test_what_is_written_is_read_as_it_was(standing: Standing) -> None:
    assert STANDINGS.load(STANDINGS.dump(standing)) == standing


def test_a_kind_is_known_by_its_status() -> None:
    assert STANDINGS.dump(AT_DESK)["is"] == "at-desk"


def test_a_document_with_more_in_it_is_refused() -> None:
    document = STANDINGS.dump(AT_DESK)

    with pytest.raises(BaseValidationError) as refused:
        STANDINGS.load({**document, "surprise": 1})

    assert "surprise" in repr(refused.value.exceptions)
