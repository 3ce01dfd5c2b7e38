"""An operator teaches the market with a sheet; the evaluation judges months by what came before them."""

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from domain.errors import Refusal
from domain.learning import shelf
from domain.valuation import service
from jobs.lab.evaluations import valuation as evaluation
from jobs.lab.training.valuation import Lesson, teach
from tests.conftest import NOW
from tests.domain.valuation.offers import listings, sheet


def lesson(folder: Path, text: str, currency: str = "CNY") -> Lesson:
    return teach(text, currency=currency, distance="10000km", price_unit=10_000, made_at=NOW, folder=folder)


def test_bad_rows_are_named_and_the_good_ones_teach(tmp_path: Path) -> None:
    text = sheet(listings(240))
    bad = (
        "Lark,60,2023,4.5,2026-10-01,\n",  # no price
        "Lark,60,2023,4.5,2026-10-01,-1\n",
        "Lark,60,2023,45000,2026-10-01,9\n",  # km, where 10,000 km are stated
        "Lark,60,2023,4.5,2027-10-01,9\n",
        "Lark,60,2023,4.5,2026-10-01,900000\n",  # yuan, where 10,000 are stated
        "Lark,60,2023,4.5,01.10.2026,9\n",
        "Lark,60,2023\n",
    )

    done = lesson(tmp_path, text + "".join(bad))

    assert (done.used, [each.line for each in done.bad]) == (240, list(range(242, 249)))
    assert [each.column for each in done.bad[:6]] == [
        "price",
        "price",
        "odometer",
        "first_seen",
        "price",
        "first_seen",
    ]
    assert done.manifest.mean_error < 6 < done.manifest.plain_error
    assert shelf.find(tmp_path, service.KIND) is not None


def test_a_currency_that_is_none_is_refused_and_so_is_a_sheet_of_other_columns(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="currency_unknown"):
        lesson(tmp_path, sheet(listings()), currency="YUAN")
    with pytest.raises(Refusal, match="sheet_columns"):
        lesson(tmp_path, "make,modell\nLark,60\n")


def test_a_month_is_judged_by_what_was_offered_before_it(tmp_path: Path) -> None:
    rows = [
        {
            "make": each.make, "model": each.model, "trim": None, "source": each.site, "model_year": each.model_year,
            "odometer_km": each.odometer_km, "first_seen": datetime.combine(each.first_seen, datetime.min.time()),
            "price_usd": round(each.price / 7),
        }
        for each in listings(300)
    ]  # fmt: skip
    train, test = tmp_path / "train", tmp_path / "test"
    for folder, is_new in ((train, False), (test, True)):
        folder.mkdir()
        some = [row for row in rows if (str(row["first_seen"]) >= "2026-11") == is_new]
        parquet.write_table(pa.Table.from_pylist(some), folder / "listings.parquet")

    outcome = evaluation.evaluate(train, test)

    assert list(outcome.metrics["months"]) == ["2026-11"]
    assert outcome.n["2026-11"] == len(some)
    assert outcome.metrics["mape"] < 6
