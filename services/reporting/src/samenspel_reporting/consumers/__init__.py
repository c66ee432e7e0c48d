"""What reporting reads of the other services; never of pupils or contacts."""

from samenspel_messaging.consumers import Consumer
from samenspel_reporting.consumers import arrangements, intake

ITEMS = Consumer(name="items", handlers={**intake.ITEM_HANDLERS, **arrangements.ITEM_HANDLERS})
REGISTER = Consumer(name="register", handlers=intake.REGISTER_HANDLERS)

CONSUMERS = (ITEMS, REGISTER)
