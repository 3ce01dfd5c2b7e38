from domain.simulation.cars import DEMO_CARS
from jobs.lab import checks_grid


def test_a_cell_of_the_grid_tells_leaks_from_what_only_looks_like_one() -> None:
    told = checks_grid.measure("development", cars=DEMO_CARS[:1], months=[1])

    assert {figures["runs"] for figures in told.values()} == {2}
    assert {name for name, figures in told.items() if figures["tripped"]} == {"coolant_leak"}
    assert told["coolant_leak"]["tripped"] == 2
    assert 0 < told["coolant_leak"]["median_days"] < 5


def test_the_halves_share_neither_years_nor_seeds() -> None:
    development, held_out = checks_grid.HALVES["development"], checks_grid.HALVES["held_out"]

    assert not {year for year, _ in development} & {year for year, _ in held_out}
    assert not {seed for _, seed in development} & {seed for _, seed in held_out}
