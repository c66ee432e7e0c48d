"""All mutants."""

from tests.mutants import consuming, logging, relaying
from tests.mutants.seeding import Mutant

MUTANTS: tuple[Mutant, ...] = (*logging.MUTANTS, *relaying.MUTANTS, *consuming.MUTANTS)
