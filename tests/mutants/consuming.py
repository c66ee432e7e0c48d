"""Mistakes in how events take effect."""

from tests.mutants.seeding import Mutant

MUTANTS: tuple[Mutant, ...] = ()
