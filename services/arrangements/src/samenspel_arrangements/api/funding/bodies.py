"""What callers send about a list of what is funded, and about what differs."""

from typing import Annotated

from pydantic import Field

from samenspel_arrangements.domain.funding.compared import LONGEST_NOTE, Outcome
from samenspel_arrangements.gateways.funding_lists import MOST_BYTES
from samenspel_platform.bodies import Body, IsoDate


class FundingListBody(Body):
    """A list as CSV: nummer, soort, van, tot, school, and nothing else; of today unless said."""

    list: Annotated[str, Field(min_length=1, max_length=MOST_BYTES)]
    as_of: IsoDate | None = None


class SettlementBody(Body):
    """What was done about a number; a note is needed where it stays as it is."""

    number: str
    outcome: Outcome
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""
