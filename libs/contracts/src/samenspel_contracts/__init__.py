"""What the services tell each other; the only code that they share about each other.

Importing this package fills the registry with every event of every service.
"""

from samenspel_contracts import arrangements, intake, people

__all__ = ["arrangements", "intake", "people"]
