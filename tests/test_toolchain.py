"""The fixtures themselves: a real server, a copy a test, nobody sees another's rows."""

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.postgres import Server


def test_a_real_postgresql_is_here_and_a_copy_is_quick(postgres_server: Server) -> None:
    template = postgres_server.create()
    plain = postgres_server.url(template).replace("+psycopg", "")
    with psycopg.connect(plain) as connection:
        connection.execute("CREATE TABLE mark (at bigint)")
    copy = postgres_server.create(template=template)
    engine = create_engine(postgres_server.url(copy))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM mark")).scalar_one() == 0
    engine.dispose()
    postgres_server.drop(copy)
    postgres_server.drop(template)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_has_a_database_of_its_own(database_url: str, turn: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE only_mine (at bigint)"))
    engine.dispose()
