"""Unit: the demo's passwords come from files, and it knows where it may not be told."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from samenspel_demo.settings import DemoSettings


@pytest.fixture(autouse=True)
def _of_a_container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DemoSettings.model_config, "secrets_dir", tmp_path)
    monkeypatch.setenv("DEMO", "1")
    (tmp_path / "LOOKUP_KEY").write_text("hush, by this people are found who log in\n")
    monkeypatch.setenv("PUBLIC_URL", "http://127.0.0.1:8080")
    for name in ("intake", "arrangements"):
        url = f"postgresql://{name}_worker@postgres:5432/samenspel_{name}"
        monkeypatch.setenv(f"{name.upper()}_DATABASE__WORKER_URL", url)
        (tmp_path / f"{name.upper()}_DATABASE__WORKER_PASSWORD").write_text(f"hush-{name}\n")


def test_each_database_has_its_own_password_from_a_file() -> None:
    read = DemoSettings()
    for name, database in (
        ("intake", read.intake_database),
        ("arrangements", read.arrangements_database),
    ):
        url = f"postgresql://{name}_worker:hush-{name}@postgres:5432/samenspel_{name}"
        assert database.as_worker() == url
    assert "hush" not in repr(read)


@pytest.mark.parametrize(
    ("name", "value"), [("DEMO", "0"), ("PUBLIC_URL", "https://samenspel.example")]
)
def test_it_is_for_a_demo_on_this_machine(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        DemoSettings()
