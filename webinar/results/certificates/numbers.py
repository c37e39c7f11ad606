"""The running numbers of certificates: one series per year for the whole server."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webinar.kit.db import table_of
from webinar.results.certificates.models import CertificateNumber


def take_number(db: Session, year: int) -> str:
    """Return the next number of this year, such as `2026-00042`; it is kept with the transaction.

    The row of the year stays locked until the transaction ends, so that processes take turns.
    """
    table = table_of(CertificateNumber)
    build = sqlite.insert if db.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = (
        build(table)
        .values(year=year, last=1)
        .on_conflict_do_update(index_elements=["year"], set_={"last": table.c.last + 1})
        .returning(table.c.last)
    )
    return f"{year}-{db.connection().execute(statement).scalar_one():05}"
