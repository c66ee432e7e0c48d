"""A virtual host per test, so that tests on one server don't see each other."""

import asyncio
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import uuid4

import httpx2

from samenspel_testkit.broker_rights import BrokerRights, account_of
from samenspel_testkit.probes import eventually
from samenspel_testkit.rabbit import RabbitServer


class Broker:
    """One virtual host; what a program under test gets is `url_of` the user that it runs as."""

    def __init__(self, server: RabbitServer, rights: BrokerRights) -> None:
        self._server, self._rights = server, rights
        self._vhost = f"t-{uuid4().hex[:12]}"
        self._stopped = False
        self.url = f"{server.url}/{self._vhost}"
        """For a test that looks or breaks things: its user may do everything."""

    def url_of(self, user: str) -> str:
        """Give the URL for a user of production, who may do here what it may do there."""
        if user not in self._rights.users:
            raise KeyError(user)
        account = account_of(user)
        server = urlsplit(self._server.url)
        return f"amqp://{account}:{account}@{server.hostname}:{server.port}/{self._vhost}"

    async def open(self) -> None:
        """Make the virtual host, with production's permissions."""
        definitions = self._rights.given_in(self._vhost)
        administrator = {
            "user": urlsplit(self._server.management_url).username,
            "vhost": self._vhost,
            **dict.fromkeys(("configure", "write", "read"), ".*"),
        }
        definitions["permissions"].append(administrator)
        async with management(self._server) as api:
            (await api.post("/api/definitions", json=definitions)).raise_for_status()

    async def close(self) -> None:
        """Remove the virtual host and all in it; bring the server back if it was stopped."""
        if self._stopped:
            await self.start()
        async with management(self._server) as api:
            await api.delete(f"/api/vhosts/{self._vhost}")

    async def stop(self) -> None:
        """Stop the whole server in an orderly way; only where it is ours, else NotOurs."""
        self._stopped = True
        await asyncio.to_thread(self._server.stop)

    async def kill(self) -> None:
        """Kill the whole server, as a crash would; only where it is ours, else NotOurs."""
        self._stopped = True
        await asyncio.to_thread(self._server.kill)

    async def start(self) -> None:
        """Start the server again and wait until it takes connections."""
        await asyncio.to_thread(self._server.start)
        await rabbit_version(self._server)
        self._stopped = False

    async def ctl(self, *words: str) -> str:
        """Run `rabbitmqctl`; `{vhost}` stands for ours. Only where the server is ours."""
        spoken = [word.replace("{vhost}", self._vhost) for word in words]
        return await asyncio.to_thread(self._server.ctl, *spoken)

    async def close_connections(self) -> int:
        """Close all connections to our virtual host from the server's side; gives how many."""
        async with management(self._server) as api:
            answer = await api.get(f"/api/vhosts/{self._vhost}/connections")
            answer.raise_for_status()
            for connection in answer.json():
                await api.delete(f"/api/connections/{quote(connection['name'])}")
            return len(answer.json())

    async def queues(self) -> list[dict[str, Any]]:
        """Give the queues as the management API tells them; numbers are some seconds old."""
        async with management(self._server) as api:
            answer = await api.get(f"/api/queues/{self._vhost}")
            answer.raise_for_status()
            found: list[dict[str, Any]] = answer.json()
            return found


def management(server: RabbitServer) -> httpx2.AsyncClient:
    """Open the management API of a server."""
    url = urlsplit(server.management_url)
    base = f"{url.scheme}://{url.hostname}:{url.port}"
    return httpx2.AsyncClient(
        base_url=base, auth=(url.username or "", url.password or ""), timeout=10
    )


async def bring_users(server: RabbitServer, rights: BrokerRights) -> None:
    """Make the test accounts of all users; done again, also by another run, it changes nothing."""
    async with management(server) as api:
        for user in rights.users:
            account = account_of(user)
            body = {"password": account, "tags": ""}
            (await api.put(f"/api/users/{account}", json=body)).raise_for_status()


async def rabbit_version(server: RabbitServer, *, within: float = 60.0) -> str:
    """Wait until the server takes connections and manages, and ask its version."""

    async def ask() -> str:
        url = urlsplit(server.url)
        _, writer = await asyncio.open_connection(url.hostname, url.port)
        writer.close()
        async with management(server) as api:
            answer = await api.get("/api/overview")
            answer.raise_for_status()
            return str(answer.json()["rabbitmq_version"])

    return await eventually(ask, within=within, every=0.1, because="RabbitMQ answers")
