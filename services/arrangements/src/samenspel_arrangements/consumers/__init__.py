"""What this service reads of the events of others."""

from samenspel_arrangements.consumers import intake
from samenspel_messaging.consumers import Consumer
from samenspel_platform.access import AccessProjection

CASES = Consumer(name="cases", handlers=intake.CASE_HANDLERS)
DIRECTORY = Consumer(name="directory", handlers=intake.DIRECTORY_HANDLERS)
ACCESS = AccessProjection()

CONSUMERS = (CASES, DIRECTORY, ACCESS.consumer())
