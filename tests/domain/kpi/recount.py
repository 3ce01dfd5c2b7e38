"""The figures counted anew in plain SQL, from the tables alone and apart from the service."""

# ruff: noqa: S608 - every query is made of parts of this file

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, text
from sqlmodel.sql.sqltypes import UTCDateTime

CHORES = "('', 'recall', 'season', 'service_due')"
NO_WORK = "('silent_car')"
BOOKED = "('booked', 'done', 'missed')"
CARS = """(SELECT id FROM vehicle WHERE CAST(source AS TEXT) = :source
           AND (CAST(:centre AS INTEGER) = 0 OR centre_id = CAST(:centre AS INTEGER)))"""
OF_SOURCE = "(SELECT id FROM vehicle WHERE CAST(source AS TEXT) = :source)"
AT_CENTRE = "(CAST(:centre AS INTEGER) = 0 OR centre_id = CAST(:centre AS INTEGER))"
TOLD = (
    f"(SELECT * FROM alert WHERE confirmed_at >= :since AND confirmed_at < :until AND vehicle_id IN {CARS})"
)
STAYS = f"(SELECT * FROM visit WHERE state IN {BOOKED} AND vehicle_id IN {OF_SOURCE} AND {AT_CENTRE})"
PUSHES = f"""(SELECT * FROM notice WHERE state IN ('sent', 'unknown') AND NOT edits AND grade > 0
              AND done_at >= :since AND done_at < :until AND owner_id IN
              (SELECT owner_id FROM holding WHERE role = 'owner' AND vehicle_id IN {CARS}))"""

Sums = tuple[float | None, float, int]  # numerator, denominator, count


class Asked(NamedTuple):
    """Of what is counted: instants, the name of a source, a centre (0: all), the one offer there is, and its work."""

    since: datetime
    until: datetime
    now: datetime
    source: str = "LIVE"
    centre: int = 0
    offer: str = "tyres"
    work: str = "wheel_change"


class Recount:
    """Counts what was asked for; each figure has a method that yields its part and sums."""

    def __init__(self, connection: Connection, asked: Asked) -> None:
        self.connection, self.asked = connection, asked
        self.is_sqlite = connection.dialect.name == "sqlite"

    def days(self, later: str, earlier: str) -> str:
        if self.is_sqlite:
            return f"(julianday({later}) - julianday({earlier}))"
        return f"(CAST(EXTRACT(EPOCH FROM {later} - {earlier}) AS DOUBLE PRECISION) / 86400)"

    def midnight(self, day: str) -> str:
        if self.is_sqlite:
            return f"({day} || ' 00:00:00.000000')"
        return f"(CAST({day} AS TIMESTAMP) AT TIME ZONE 'UTC')"

    def ask(self, sql: str, *, kept_days: int | None = None) -> list[Any]:
        values = {**self.asked._asdict(), "week": self.asked.until - timedelta(days=7)}
        if kept_days is not None:
            values["since"] = max(values["since"], values["now"] - timedelta(days=kept_days))
        times = ("since", "until", "now", "week")
        statement = text(sql)
        named = [name for name in values if f":{name}" in sql]
        typed = [bindparam(name, type_=UTCDateTime()) for name in named if name in times]
        return list(
            self.connection.execute(statement.bindparams(*typed), {name: values[name] for name in named})
        )

    def share(self, sql: str, *, kept_days: int | None = None) -> Iterator[tuple[str, Sums]]:
        """Yield the sums of a query of (numerator, count)."""
        ((part, whole),) = self.ask(sql, kept_days=kept_days)
        yield "", (part or 0, whole, whole)

    def by_check(self, sql: str) -> Iterator[tuple[str, Sums]]:
        rows = [(check, int(part), whole) for check, part, whole in self.ask(sql)]
        yield "", (sum(row[1] for row in rows), sum(row[2] for row in rows), sum(row[2] for row in rows))
        yield from ((check, (part, whole, whole)) for check, part, whole in rows)

    def median(self, values: str, *, kept_days: int | None = None) -> tuple[float | None, int, int]:
        """Return the median of a query of x, how many x are below a million, and how many there are."""
        ((middle, finite, count),) = self.ask(
            f"""SELECT AVG(CASE WHEN place IN ((n + 1) / 2, (n + 2) / 2) THEN x END),
                       SUM(CASE WHEN x < 1e6 THEN 1 ELSE 0 END), COUNT(*)
                FROM (SELECT x, ROW_NUMBER() OVER (ORDER BY x) AS place, COUNT(*) OVER () AS n
                      FROM ({values}) AS inner_values) AS placed""",
            kept_days=kept_days,
        )
        return middle, finite or 0, count

    def precision(self) -> Iterator[tuple[str, Sums]]:
        return self.by_check(f"""
            SELECT "check", SUM(is_right), COUNT(*) FROM (
              SELECT a."check", CASE WHEN w.verdict = 'found' THEN 1
                WHEN w.verdict = 'not_found' AND a.level = 3 THEN 0
                WHEN w.verdict = 'not_found' THEN NULL
                WHEN o.verdict = 'right' THEN 1 WHEN o.verdict = 'wrong' THEN 0 END AS is_right
              FROM {TOLD} AS a
              LEFT JOIN feedback AS w ON w.alert_id = a.id AND w.by = 'workshop'
              LEFT JOIN feedback AS o ON o.alert_id = a.id AND o.by = 'owner') AS rated
            WHERE is_right IS NOT NULL GROUP BY "check" """)

    def recall(self) -> Iterator[tuple[str, Sums]]:
        return self.by_check(f"""
            SELECT f."check", SUM(CASE WHEN EXISTS (
                SELECT 1 FROM alert AS a WHERE a.owner_id = v.owner_id AND a.vehicle_id = v.vehicle_id
                AND a."check" = f."check" AND a.confirmed_at <= v.starts_at
                AND (a.cleared_at IS NULL OR {self.days("v.starts_at", "a.cleared_at")} <= 30)
              ) THEN 1 ELSE 0 END), COUNT(*)
            FROM workshop_finding AS f JOIN visit AS v ON v.id = f.visit_id
            WHERE f.found AND f."check" NOT IN {CHORES} AND v.starts_at >= :since AND v.starts_at < :until
            AND v.vehicle_id IN {OF_SOURCE} AND {AT_CENTRE} GROUP BY f."check" """)

    def owners_answer(self) -> Iterator[tuple[str, Sums]]:
        return self.share(
            f"""SELECT SUM(CASE WHEN {self.days("a.acknowledged_at", "a.confirmed_at")} <= 7 THEN 1 ELSE 0 END),
                       COUNT(*) FROM {TOLD} AS a
                WHERE {self.days(":now", "a.confirmed_at")} >= 7
                AND EXISTS (SELECT 1 FROM {PUSHES} AS n WHERE n.subject = 'alert:' || CAST(a.id AS TEXT))""",
            kept_days=400,
        )

    def breakdowns(self, which: str, until: str = ":until") -> str:
        """SQL of the first requests of each breakdown."""
        no_car = "OR vehicle_id IS NULL" if self.asked.source == "LIVE" else ""
        return f"""(SELECT * FROM (
            SELECT h.*, LAG(asked_at) OVER (PARTITION BY owner_id, vehicle_id ORDER BY asked_at, id) AS before
            FROM handover AS h WHERE reason IN ('tow', 'stranded', 'red', 'brakes', 'fire')
            AND state <> 'withdrawn' AND asked_at >= :since AND asked_at < {until}
            AND (vehicle_id IN {OF_SOURCE} {no_car}) AND {which}) AS requests
          WHERE before IS NULL OR {self.days("asked_at", "before")} >= 7)"""

    def breakdowns_avoided(self) -> Iterator[tuple[str, Sums]]:
        ((missed,),) = self.ask(f"SELECT COUNT(*) FROM {self.breakdowns(AT_CENTRE)} AS b", kept_days=180)
        ((avoided,),) = self.ask(
            f"""SELECT COUNT(*) FROM (SELECT a.vehicle_id, f.at FROM {TOLD} AS a
                  JOIN feedback AS f ON f.alert_id = a.id AND f.by = 'workshop' AND f.verdict = 'found'
                  WHERE a.level >= 2 AND a."check" NOT IN {CHORES} AND NOT EXISTS (
                    SELECT 1 FROM {self.breakdowns("1 = 1", ":now")} AS b WHERE b.vehicle_id = a.vehicle_id
                    AND b.asked_at >= a.confirmed_at AND b.asked_at <= f.at)
                  GROUP BY a.vehicle_id, f.at) AS cases""",
            kept_days=180,
        )
        yield "", (avoided, avoided + missed, avoided + missed)

    def lead_time(self) -> Iterator[tuple[str, Sums]]:
        _, finite, count = self.median(self._leads())
        yield "", (finite, count, count)

    def _leads(self) -> str:
        return f"""SELECT {self.days("f.at", "a.confirmed_at")} AS x FROM {TOLD} AS a
                   JOIN feedback AS f ON f.alert_id = a.id AND f.by = 'workshop' AND f.verdict = 'found'
                   WHERE a."check" NOT IN {CHORES}"""

    def _per_owner(self, pushes: str, days: float) -> Iterator[tuple[str, Sums]]:
        ((count,),) = self.ask(pushes, kept_days=400)
        last = "CASE WHEN until IS NULL OR until > :until THEN :until ELSE until END"
        first = "CASE WHEN since < :since THEN :since ELSE since END"
        ((spans, owners),) = self.ask(
            f"""SELECT COALESCE(SUM(span), 0), COUNT(*) FROM (
                  SELECT owner_id, {self.days(f"MAX({last})", f"MIN({first})")} AS span FROM holding
                  WHERE role = 'owner' AND since < :until AND (until IS NULL OR until > :since)
                  AND vehicle_id IN {CARS} GROUP BY owner_id) AS spans""",
            kept_days=400,
        )
        yield "", (count, spans / days, owners)

    def warnings_per_month(self) -> Iterator[tuple[str, Sums]]:
        return self._per_owner(
            f"""SELECT COUNT(*) FROM {PUSHES} AS n WHERE EXISTS (
                  SELECT 1 FROM alert AS a WHERE a.vehicle_id IN {CARS} AND a.confirmed_at < :until
                  AND (n.subject = 'alert:' || CAST(a.id AS TEXT)
                    OR n.subject LIKE 'alert:' || CAST(a.id AS TEXT) || ':%'))""",
            30.4375,
        )

    def pushes_per_week(self) -> Iterator[tuple[str, Sums]]:
        return self._per_owner(f"SELECT COUNT(*) FROM {PUSHES} AS n", 7)

    def warnings_booked(self) -> Iterator[tuple[str, Sums]]:
        return self.share(f"""
            SELECT SUM(CASE WHEN EXISTS (SELECT 1 FROM visit AS v WHERE v.state IN {BOOKED}
                         AND (v.alert_id = a.id OR v.id = a.visit_id)) THEN 1 ELSE 0 END), COUNT(*)
            FROM {TOLD} AS a WHERE {self.days(":now", "a.confirmed_at")} >= 7 AND a."check" NOT IN {NO_WORK}""")

    def visits_from_warnings(self) -> Iterator[tuple[str, Sums]]:
        return self.share(f"""
            SELECT SUM(CASE WHEN alert_id IS NULL THEN 0 ELSE 1 END), COUNT(*) FROM {STAYS} AS v
            WHERE made_at >= :since AND made_at < :until""")

    def visits_done(self) -> Iterator[tuple[str, Sums]]:
        return self.share(f"""
            SELECT SUM(CASE WHEN state = 'done' THEN 1 ELSE 0 END), COUNT(*) FROM {STAYS} AS v
            WHERE state <> 'booked' AND starts_at >= :since AND starts_at < :until""")

    def visit_rating(self) -> Iterator[tuple[str, Sums]]:
        return self.share(f"""
            SELECT SUM(CASE WHEN satisfied THEN 1 ELSE 0 END), COUNT(*) FROM {STAYS} AS v
            WHERE satisfied IS NOT NULL AND starts_at >= :since AND starts_at < :until""")

    def time_to_answer(self) -> Iterator[tuple[str, Sums]]:
        _, finite, count = self.median(self._waits(), kept_days=180)
        yield "", (finite, count, count)

    def _waits(self) -> str:
        no_car = "OR vehicle_id IS NULL" if self.asked.source == "LIVE" else ""
        return f"""SELECT COALESCE({self.days("taken_at", "asked_at")} * 1440, 1e9) AS x FROM handover
                   WHERE (taken_at IS NOT NULL OR state <> 'withdrawn')
                   AND asked_at >= :since AND asked_at < :until
                   AND (vehicle_id IN {OF_SOURCE} {no_car}) AND {AT_CENTRE}"""

    def medians(self) -> dict[str, float | None]:
        return {
            "lead_time": self.median(self._leads())[0],
            "time_to_answer": self.median(self._waits(), kept_days=180)[0],
        }

    def offers_accepted(self) -> Iterator[tuple[str, Sums]]:
        ((part, whole),) = self.ask(
            f"""SELECT SUM(CASE WHEN state = 'accepted' THEN 1 ELSE 0 END), COUNT(*) FROM proposal
                WHERE state <> 'withheld' AND {self._proposals()}""",
            kept_days=400,
        )
        yield self.asked.offer, (part or 0, whole, whole)

    def _proposals(self) -> str:
        day = self.midnight("day")
        return f"expires_at <= :now AND {day} >= :since AND {day} < :until AND vehicle_id IN {CARS}"

    def offers_uplift(self) -> Iterator[tuple[str, Sums]]:
        ((booked, whole),) = self.ask(
            f"""SELECT SUM(CASE WHEN p.state <> 'withheld' AND EXISTS (
                         SELECT 1 FROM visit AS v WHERE v.owner_id = p.owner_id AND v.job = :work
                         AND v.state IN {BOOKED} AND v.made_at >= {self.midnight("p.day")}
                         AND {self.days("v.made_at", self.midnight("p.day"))} < 60) THEN 1 ELSE 0 END), COUNT(*)
                FROM proposal AS p WHERE {self._proposals()}
                AND {self.days(":now", self.midnight("p.day"))} >= 60""",
            kept_days=400,
        )
        yield self.asked.offer, (booked or 0, whole, whole)

    def revenue(self) -> Iterator[tuple[str, Sums]]:
        if self.asked.centre:
            yield "", (0, 0, 0)
            return
        month = (  # of Shanghai
            "strftime('%Y-%m', at, '+8 hours')"
            if self.is_sqlite
            else "to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')"
        )
        rows = self.ask(f"""
            SELECT {month}, plan, currency, SUM(amount), COUNT(*) FROM (
              SELECT made_at AS at, plan, currency, amount_minor AS amount FROM receipt
              UNION ALL SELECT refunded_at, plan, currency, -amount_minor FROM receipt) AS movements
            WHERE at >= :since AND at < :until AND plan NOT IN ('', 'visit') GROUP BY 1, 2, 3""")
        for at, plan, currency, amount, count in rows:
            yield f"{at} {plan} {currency}", (amount / (1 if currency == "XTR" else 100), count, count)

    def owners_left(self) -> Iterator[tuple[str, Sums]]:
        own = f"h.role = 'owner' AND h.since < :until AND h.vehicle_id IN {CARS}"
        return self.share(f"""
            SELECT SUM(CASE WHEN EXISTS (SELECT 1 FROM holding AS h WHERE h.owner_id = owners.owner_id AND {own}
                         AND (h.until IS NULL OR h.until >= :until)) THEN 0 ELSE 1 END), COUNT(*)
            FROM (SELECT DISTINCT owner_id FROM holding AS h
                  WHERE {own} AND (h.until IS NULL OR h.until > :since)) AS owners""")

    def cars(self, condition: str) -> Iterator[tuple[str, Sums]]:
        return self.share(f"""
            SELECT SUM(CASE WHEN {condition} THEN 1 ELSE 0 END), COUNT(*) FROM vehicle AS v
            WHERE made_at < :until AND id IN {CARS}""")

    def cars_linked(self) -> Iterator[tuple[str, Sums]]:
        return self.cars("""EXISTS (SELECT 1 FROM holding AS h WHERE h.vehicle_id = v.id AND h.role = 'owner'
                            AND h.since < :until AND (h.until IS NULL OR h.until >= :until))""")

    def _sends(self) -> str:
        day = self.midnight("day")
        return f"""EXISTS (SELECT 1 FROM telemetry.arrival AS r WHERE r.vehicle_id = v.id AND r.kept > 0
                   AND {day} >= :week AND {day} < :until)"""

    def cars_sending(self) -> Iterator[tuple[str, Sums]]:
        return self.cars(self._sends())

    def cars_in_order(self) -> Iterator[tuple[str, Sums]]:
        if self.asked.until < self.asked.now:
            return iter([("", (0, 0, 0))])
        fails = "EXISTS (SELECT 1 FROM car_failure AS f WHERE f.vehicle_id = v.id AND f.over_at IS NULL)"
        return self.cars(f"{self._sends()} AND NOT {fails}")

    def values(self, part: str, whole: str) -> Iterator[tuple[str, Sums]]:
        day = self.midnight("day")
        ((above, below, cars),) = self.ask(
            f"""SELECT SUM({part}), SUM({whole}), COUNT(DISTINCT vehicle_id) FROM telemetry.arrival
                WHERE {day} >= :since AND {day} < :until AND vehicle_id IN {CARS}""",
            kept_days=400,
        )
        yield "", (above or 0, below or 0, cars)

    def sensor_error(self) -> Iterator[tuple[str, Sums]]:
        return self.values("implausible", "received")

    def upload_success(self) -> Iterator[tuple[str, Sums]]:
        return self.values("kept", "received - unwanted")

    def late_values(self) -> Iterator[tuple[str, Sums]]:
        return self.values("late", "kept")


def recount(connection: Connection, asked: Asked, codes: list[str]) -> dict[tuple[str, str], Sums]:
    """Return by code and part what SQL counts of figures."""
    counter = Recount(connection, asked)
    methods: dict[str, Callable[[], Iterator[tuple[str, Sums]]]] = {
        code: getattr(counter, code) for code in codes
    }
    return {(code, part): sums for code, method in methods.items() for part, sums in method()}
