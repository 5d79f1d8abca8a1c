"""What tables need of each incident, kept beside it."""

from sqlalchemy import Connection


def m050_countables(connection: Connection) -> None:
    """Makes the table of countables; it is filled when incidents are next derived."""
    connection.exec_driver_sql(
        "CREATE TABLE countables (id TEXT PRIMARY KEY, first DATE, last DATE, country TEXT, body TEXT NOT NULL)"
    )
    connection.exec_driver_sql("CREATE INDEX countables_by_first ON countables (first)")
