"""Settings of intake: those that every service has, and no more."""

from samenspel_platform.settings import ServiceSettings


class Settings(ServiceSettings):
    """Read once, in bootstrap."""
