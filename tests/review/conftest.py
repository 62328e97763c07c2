"""Both kinds of database, empty for each test."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import settings

from review.store import Store, open_store
from tests.review.postgres import binaries, running_server

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

MakeDatabase = Callable[[], str]
"""Makes an empty database; its URL."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[MakeDatabase]:
    """Empty databases of a PostgreSQL server."""
    if binaries() is None:
        pytest.skip("PostgreSQL's initdb is not installed (Debian: apt-get install postgresql)")
    numbers = itertools.count()
    with running_server() as url:
        maintenance = sa.create_engine(f"{url}/postgres", isolation_level="AUTOCOMMIT")

        def make() -> str:
            name = f"test{next(numbers)}"
            with maintenance.connect() as connection:
                connection.execute(sa.text(f"CREATE DATABASE {name}"))
            return f"{url}/{name}"

        yield make
        maintenance.dispose()


@pytest.fixture
def sqlite(tmp_path: Path) -> MakeDatabase:
    """Names of SQLite files that are not there yet."""
    numbers = itertools.count()
    return lambda: f"sqlite:///{tmp_path}/test{next(numbers)}.db"


@pytest.fixture(params=["sqlite", "postgres"])
def make_database(request: pytest.FixtureRequest) -> MakeDatabase:
    """Makes databases of one kind; each test runs with both."""
    make: MakeDatabase = request.getfixturevalue(request.param)
    return make


@pytest.fixture
def store(make_database: MakeDatabase) -> Iterator[Store]:
    """An empty review database."""
    store = open_store(make_database())
    yield store
    store.close()
