"""What reporting reads of the other services; never of pupils or contacts."""

from samenspel_messaging.consumers import Consumer
from samenspel_messaging.rebuild import Projection
from samenspel_platform.access import TABLES, AccessProjection
from samenspel_reporting.consumers import arrangements, intake
from samenspel_reporting.consumers.asking import TERM_HANDLERS
from samenspel_reporting.consumers.case_marks import CASE_MARK_HANDLERS
from samenspel_reporting.consumers.hearing import HEARING_HANDLERS
from samenspel_reporting.consumers.help_courses import HELP_HANDLERS
from samenspel_reporting.consumers.money import MONEY_HANDLERS
from samenspel_reporting.consumers.open_items import OPEN_ITEM_HANDLERS
from samenspel_reporting.consumers.perspectives import PERSPECTIVE_HANDLERS
from samenspel_reporting.consumers.registrations import REGISTRATION_HANDLERS
from samenspel_reporting.consumers.spells import SPELL_HANDLERS
from samenspel_reporting.consumers.stays import STAY_HANDLERS
from samenspel_reporting.consumers.tlvs import TLV_HANDLERS

ITEMS = Consumer(
    name="items",
    handlers={
        **intake.ITEM_HANDLERS,
        **TERM_HANDLERS,
        **arrangements.ITEM_HANDLERS,
        **OPEN_ITEM_HANDLERS,
        **SPELL_HANDLERS,
        **REGISTRATION_HANDLERS,
        **MONEY_HANDLERS,
        **TLV_HANDLERS,
        **HELP_HANDLERS,
        **CASE_MARK_HANDLERS,
        **PERSPECTIVE_HANDLERS,
        **HEARING_HANDLERS,
        **STAY_HANDLERS,
    },
)
REGISTER = Consumer(name="register", handlers=intake.REGISTER_HANDLERS)
ACCESS = AccessProjection(keeps_pupils=False)
PEOPLE = ACCESS.consumer()

CONSUMERS = (ITEMS, REGISTER, PEOPLE)
PROJECTIONS = (
    Projection(
        consumer=ITEMS,
        tables=(
            *("item", "journey", "handover", "breach", "spell", "spell_class"),
            *("budget", "tlv"),
            *("help", "help_stretch", "help_evaluation", "help_answer"),
            *("case_mark", "perspective", "voice", "meeting", "stay"),
        ),
    ),
    Projection(consumer=REGISTER, tables=("unit", "school")),
    Projection(consumer=PEOPLE, tables=TABLES),
)
"""The read models, as far as one consumer writes them alone."""
