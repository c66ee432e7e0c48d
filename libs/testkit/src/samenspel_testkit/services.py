"""The services of this repository, and how a test builds one."""

from importlib import import_module
from typing import Any

from samenspel_platform.provisioning import ServiceUrls
from samenspel_platform.service import Service
from samenspel_platform.settings import ServiceSettings

SERVICES = ("intake", "arrangements", "notifications", "reporting")
NOWHERE = ServiceUrls(*(f"postgresql://nobody@127.0.0.1:1/{kind}" for kind in "oawf"))


def build(
    name: str, urls: ServiceUrls = NOWHERE, **settings: Any
) -> tuple[Service[Any], ServiceSettings]:
    """Build a service as its own bootstrap does, on a database; it connects to nothing yet.

    `settings` overrides any setting, the service's own ones included.
    """
    bootstrap = import_module(f"samenspel_{name}.bootstrap")
    defaults = {
        "database": {
            "app_url": urls.app_url,
            "worker_url": urls.worker_url,
            "owner_url": urls.owner_url,
        },
        "bus": "log",
        "cookie_key": "only-for-tests-only-for-tests-only",
        "lookup_key": "only-for-tests-only-for-tests-only",
        "letter_key": "only-for-tests-only-for-tests-only",
        "documents_url": "memory:",
        "document_key": "only-for-tests-only-for-tests-only",
    }
    chosen: ServiceSettings = bootstrap.Settings(**{**defaults, **settings})
    service: Service[Any] = bootstrap.build(chosen)
    return service, chosen
