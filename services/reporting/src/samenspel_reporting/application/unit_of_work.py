"""One transaction of reporting, as use cases and consumers see it."""

from typing import Protocol

from samenspel_reporting.application.ports import FigureQueries, Projections
from samenspel_reporting.application.result_ports import ResultProjections, ResultQueries


class ReportingUnitOfWork(Protocol):
    """One transaction."""

    @property
    def projections(self) -> Projections:
        """The read models, to write."""
        ...

    @property
    def kept(self) -> ResultProjections:
        """The read models of results, to write."""
        ...

    @property
    def results(self) -> ResultQueries:
        """The read models of results, to ask."""
        ...

    @property
    def figures(self) -> FigureQueries:
        """The read models, to ask."""
        ...
