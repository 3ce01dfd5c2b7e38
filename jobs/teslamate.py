"""TeslaMate's own database as a car's past: the columns that its CSV files have, month by month, by the same translation.

Only what becomes a signal is asked for, in transactions that cannot write. A day that is not over yet is left for the next
run, which goes on after the last day that is done.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict

from domain.errors import Refusal
from domain.feeds import pasts
from domain.feeds.files import presets, reading
from domain.feeds.files.samples import Samples
from domain.feeds.pasts import Past
from domain.telemetry import moments
from domain.telemetry.intake import Batch
from jobs import progress

TITLE: Final = "TeslaMate, its database"
_SCHEMES: Final = ("postgresql://", "postgres://")
_NEEDED: Final = {
    "cars": {"id"},
    "positions": {"date", "car_id", "battery_level"},
    "charges": {"date", "charging_process_id", "battery_level"},
    "charging_processes": {"id", "car_id"},
}
_COLUMNS: Final = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = ANY (current_schemas(false))"
_FROM: Final = {  # a charge is of a car by its charging process, whether that was ever closed or not
    "positions": sql.SQL("positions t WHERE t.car_id = {car}"),
    "charges": sql.SQL(
        "charges t JOIN charging_processes p ON p.id = t.charging_process_id WHERE p.car_id = {car}"
    ),
}
_SPAN: Final = sql.SQL("SELECT min(t.date), max(t.date) FROM {rows} AND t.date >= {begin} AND t.date < {end}")
_ROWS: Final = sql.SQL(
    "COPY (SELECT {columns} FROM {rows} AND t.date >= {begin} AND t.date < {end} ORDER BY t.date)"
    " TO STDOUT (FORMAT csv, HEADER)"
)
_FIRST: Final = moments.FIRST.replace(tzinfo=None)  # TeslaMate's columns name no zone: they are UTC
_CONNECT_S: Final = 15
_LONGEST_REASON: Final = 200


def is_address(sources: Sequence[str]) -> bool:
    """Whether one of the sources is a database."""
    return any(each.startswith(_SCHEMES) for each in sources)


@dataclass(frozen=True, slots=True)
class Database:
    """One car in an open database. mark: which car of which database, without who asks. until: where whole days end."""

    connection: Connection
    car: int
    columns: dict[str, list[str]]
    mark: str
    until: datetime

    def days(self, past: Past, after: date | None) -> Iterator[tuple[date, Batch]]:
        """Yield the days from `after` on, and count in `past` what became of their rows.

        Raises Refusal import_database_lost, and import_empty where there is nothing from the beginning.
        """
        try:
            months = list(
                _months(self._begin() if after is None else datetime.combine(after, time()), self.until)
            )
            for begin, end in progress.track(months, "Taking in", disable=False, total=len(months)):
                past.samples = Samples()
                for table in _FROM:
                    self._read(past, table, begin=begin, end=end)
                yield from past.samples.days()
        except psycopg.Error as error:
            raise Refusal("import_database_lost", reason=_reason(error)) from error

    def _begin(self) -> datetime:
        first = [
            row[0]
            for table in _FROM
            if (row := self.connection.execute(self._query(_SPAN, table, _FIRST, self.until)).fetchone())
            and row[0]
        ]
        if not first:
            raise Refusal("import_empty", file=TITLE, rows=0)
        return datetime.combine(min(first).date(), time())

    def _read(self, past: Past, table: str, *, begin: datetime, end: datetime) -> None:
        """Read a table within a transaction of its own, so that none stands open while days are stored."""
        query = self._query(_ROWS, table, begin, end)
        with self.connection.transaction(), self.connection.cursor().copy(query) as copy:
            text = b"".join(copy).decode()
        name = f"{table} {begin:%Y-%m}"
        source = reading.open_text(text, file=name, zone=UTC, preset=presets.TESLAMATE)
        pasts.gather(past, source, name)

    def _query(self, query: sql.SQL, table: str, begin: datetime, end: datetime) -> sql.Composed:
        return query.format(
            columns=sql.SQL(", ").join(sql.Identifier("t", name) for name in self.columns[table]),
            rows=_FROM[table].format(car=sql.Literal(self.car)),
            begin=sql.Literal(begin),
            end=sql.Literal(end),
        )


def _months(begin: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    while begin < until:
        end = min((begin.replace(day=1) + timedelta(days=32)).replace(day=1), until)
        yield begin, end
        begin = end


@contextmanager
def opening(sources: Sequence[str], *, car: int | None, now: datetime) -> Iterator[Database]:
    """Open a database for reading. car: its number there, which may be left out where there is only one.

    Raises Refusal import_database_alone, import_database_url, import_database_unreached, import_database_foreign,
    import_database_car or import_database_lost.
    """
    if len(sources) > 1:
        raise Refusal("import_database_alone")
    try:
        about = conninfo_to_dict(sources[0])
    except psycopg.Error:  # its text repeats the address, and with it the password
        raise Refusal("import_database_url") from None
    with _connected(sources[0], password=str(about.get("password") or "")) as connection:
        try:
            columns = _columns(connection)
            number = _number(connection, car)
        except psycopg.Error as error:
            raise Refusal("import_database_lost", reason=_reason(error)) from error
        mark = f"teslamate {about.get('host')} {about.get('port')} {about.get('dbname')} {number}"
        until = datetime.combine(now.astimezone(UTC).date(), time())
        yield Database(connection, number, columns, mark, until)


@contextmanager
def _connected(url: str, *, password: str) -> Iterator[Connection]:
    try:
        connection = psycopg.connect(
            url,
            autocommit=True,
            connect_timeout=_CONNECT_S,
            client_encoding="utf8",
            application_name="beforehand",
        )
    except psycopg.Error as error:
        raise Refusal("import_database_unreached", reason=_reason(error, password=password)) from None
    with connection:
        connection.read_only = True
        for setting in ("default_transaction_read_only = on", "datestyle = 'ISO, YMD'", "timezone = 'UTC'"):
            connection.execute(sql.SQL("SET ") + sql.SQL(setting))
        yield connection


def _columns(connection: Connection) -> dict[str, list[str]]:
    """Return what is read of each table. Raises Refusal import_database_foreign where it is none of TeslaMate's."""
    columns: dict[str, list[str]] = {}
    for table, column in connection.execute(_COLUMNS):
        columns.setdefault(table, []).append(column)
    missing = [
        f"{table}.{column}"
        for table, names in _NEEDED.items()
        for column in sorted(names - set(columns.get(table, ())))
    ]
    if missing:
        raise Refusal("import_database_foreign", missing=", ".join(missing))
    return {table: [name for name in columns[table] if _is_read(name)] for table in _FROM}


def _is_read(column: str) -> bool:
    key = presets.TESLAMATE.key(column)
    is_part = any(column in each.columns for each in presets.TESLAMATE.combined)
    return column == presets.TESLAMATE.clock.column or is_part or (key is not None and key.why is None)


def _number(connection: Connection, car: int | None) -> int:
    """Return the car's number there. Raises Refusal import_database_car."""
    numbers = [row[0] for row in connection.execute("SELECT id FROM cars ORDER BY id")]
    if car is None and len(numbers) == 1:
        return int(numbers[0])
    if car is None or car not in numbers:
        raise Refusal("import_database_car", known=", ".join(map(str, numbers)) or "-")
    return car


def _reason(error: psycopg.Error, *, password: str = "") -> str:
    """Return what a database says, without a password."""
    text = " ".join((error.diag.message_primary or str(error)).split()) or type(error).__name__
    return (text.replace(password, "***") if password else text)[:_LONGEST_REASON]
