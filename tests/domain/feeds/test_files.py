"""Files of other programs, read row by row; what is wrong with a row stays with that row."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.errors import Refusal
from domain.feeds.facts import Why
from domain.feeds.files import documents, mapping, presets, reading
from domain.feeds.files.facts import Row
from domain.feeds.files.reading import FileRows
from domain.feeds.files.samples import Samples
from domain.telemetry import paths
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.ingest import units
from tests import pace

SHANGHAI = ZoneInfo("Asia/Shanghai")
TIME_TO_COMPLETE = f"{paths.PACK}.Charging.TimeToComplete"

LEAFSPY = """\
Date/Time,Lat,Long,Speed,Gids,SOC,Pack Volts,Pack Amps,Max CP mV,Min CP mV,Pack T1 C,Pack T2 C,Pack T3 C,Pack T4 C,CP1,VIN,12v Bat Volts,Odo(km),TP-FL,TP-FR,TP-RR,TP-RL,Ambient,SOH,epoch time,Plug State,Charge Mode,Motor Temp, Speed1
07/01/2017 8:00:00,0 10,0 20,10.0,125,565335,378.43,-2.069,3945,3938,23.0,23.3,none,23.6,-3940,MADEUP,12.96,53595,37.5,37.5,37,36,77,82,1498917600,0,0,68,2500,
07/01/2017 8:00:04,0 10,0 20,10.0,125,565135,376.13,33.5,3932,3909,22.9,23.3,none,23.5,3920,MADEUP,12.96,0,0,37.5,37,36,77,0,1498917604,2,2,68,0,
"""
TESLAMATE = """\
id,date,battery_level,rated_battery_range_km,speed,power,odometer,outside_temp,is_climate_on,tpms_pressure_fl,tpms_pressure_rr,drive_id
1,2024-03-01 10:00:00.123,80,320.5,50,12,12345.6,8.5,t,2.9,2.95,7
2,2024-03-01 10:00:05,79,,,-30,12345.7,,f,,,
"""
TESLAFI = """\
data_id,Date,battery_level,battery_range,charging_state,speed,power,odometer,outside_temp,tpms_front_left,time_to_full_charge
1,2019-12-09 11:17:37,85,262.31,Disconnected,None,0,1396.76,18.3,2.9,0.0
2,2019-12-09 11:18:38,84,262.0,Charging,30,-7,1397.76,<invalid>,2.9,1.5
"""
OVMS = """\
time,v.b.soc,v.b.power,v.t.pressure,v.x.own
2024-03-01T10:00:00Z,80,12,"230,231,229,228",5
"""
TORQUE = """\
GPS Time, Device Time, Longitude, Latitude,Speed (OBD)(km/h),Ambient air temp(°F),Voltage (Control Module)(V),Odometer(m)
Fri Mar 01 10:00:00 GMT+08:00 2024,01-Mar-2024 10:00:00.500,121,31,50.5,50,13.1,-
"""
CAR_SCANNER = """\
"SECONDS";"PID";"VALUE";"UNITS"
"36000.2";"Vehicle speed";"50";"km/h"
"36000.7";"State of charge";"80.5";"%"
"36000.9";"Battery current";"-30";"A"
"36001.5";"Vehicle speed";"51";"km/h"
"36002.5";"Maximum cell voltage";"3.9";""
"""


def opened(text: str, *, file: str = "log.csv", kind: str = "", vss: int | None = None) -> FileRows:
    return reading.open_text(text, file=file, zone=SHANGHAI, kind=kind, vss=vss)


def rows(text: str, *, file: str = "log.csv", vss: int | None = None) -> list[Row]:
    return list(opened(text, file=file, vss=vss).rows)


def code(text: str, *, file: str = "log.csv") -> str:
    with pytest.raises(Refusal) as refused:
        opened(text, file=file)
    return refused.value.code


def test_a_leafspy_log_is_read_by_position_with_its_signs_units_and_wheels() -> None:
    first, second = rows(LEAFSPY)

    assert first.at == datetime(2017, 7, 1, 14, 0, tzinfo=UTC)
    assert first.signals == {
        paths.SOC: 56.5335,
        paths.PACK_VOLTAGE: 378.43,
        paths.PACK_CURRENT: 2.069,
        paths.CELL_MAX: 3.945,
        paths.CELL_MIN: 3.938,
        paths.PACK_TEMPERATURE_MIN: 23.0,
        paths.PACK_TEMPERATURE_MAX: 23.6,
        paths.PACK_TEMPERATURE: pytest.approx(23.3),
        paths.TWELVE_VOLT: 12.96,
        paths.ODOMETER: 53_595_000.0,
        paths.TYRE_PRESSURE[0]: pytest.approx(258.553399),
        paths.TYRE_PRESSURE[1]: pytest.approx(258.553399),
        paths.TYRE_PRESSURE[3]: pytest.approx(255.106020),
        paths.TYRE_PRESSURE[2]: pytest.approx(248.211263),
        paths.AMBIENT: 25.0,
        paths.SOH: 82.0,
        paths.SPEED: 25.0,
        paths.CABLE_CONNECTED: False,
        paths.IS_CHARGING: False,
    }
    assert second.signals[paths.PACK_CURRENT] == -33.5
    assert {paths.ODOMETER, paths.SOH, paths.TYRE_PRESSURE[0]} & second.signals.keys() == set()
    assert second.signals[paths.IS_CHARGING] is True


def test_a_leafspy_row_of_any_width_is_read_by_position() -> None:
    head, row, _, _ = LEAFSPY.split("\n")
    cells = row.rstrip(",").split(",")
    whole = rows(f"{head}\n{row}\n")[0].signals
    last = {paths.IS_CHARGING, paths.SPEED}

    def signals(*row: str) -> object:
        (read,) = rows(f"{head}\n{','.join(row)}\n")
        return read.why or read.signals

    assert signals(*cells) == whole
    assert signals(*cells, "1", "2", "3") == whole
    assert signals(*cells[:-1]) == whole | {paths.SPEED: 10.0}  # by GPS
    assert signals(*cells[:-3], "1") == {key: whole[key] for key in whole.keys() - last} | {paths.SPEED: 10.0}
    assert signals(*cells[:25]) == "row_broken"  # its time may go on
    assert signals(*cells[:3], *cells) == "time_impossible"  # another row stands before it
    assert signals(*cells[:26], *cells) == "row_broken"


def test_teslamate_times_are_utc_and_what_leaves_the_pack_is_negative() -> None:
    first, second = rows(TESLAMATE)

    assert first.at == datetime(2024, 3, 1, 10, 0, 0, 123_000, tzinfo=UTC)
    assert first.signals[paths.PACK_POWER] == -12_000.0
    assert first.signals[paths.ODOMETER] == 12_345_600.0
    assert first.signals[paths.TYRE_PRESSURE[3]] == 295.0
    assert first.signals[paths.IS_CHARGING] is False
    assert second.signals == {
        paths.SOC: 79.0,
        paths.SOC_DISPLAYED: 79.0,
        paths.PACK_POWER: 30_000.0,
        paths.ODOMETER: 12_345_700.0,
        paths.AIR_CONDITIONING: False,
    }


def test_teslafi_is_in_miles_and_the_owners_time_and_its_tyres_have_no_unit() -> None:
    file = opened(TESLAFI)
    first, second = file.rows

    assert file.kind == "teslafi"
    assert first.at == datetime(2019, 12, 9, 3, 17, 37, tzinfo=UTC)
    assert first.signals[paths.ODOMETER] == pytest.approx(2_247_867.3, abs=1)
    assert second.signals[paths.SPEED] == pytest.approx(48.28032)
    assert second.signals[TIME_TO_COMPLETE] == 5_400.0
    assert second.passed_over["outside_temp"] is Why.NO_VALUE
    key = file.columns["tpms_front_left"]
    assert key is not None
    assert key.why is Why.UNIT_UNKNOWN


def test_a_column_for_each_metric_of_ovms_is_read() -> None:
    file = opened(OVMS)
    (row,) = file.rows

    assert row.signals[paths.PACK_POWER] == -12_000.0
    assert row.signals[paths.TYRE_PRESSURE[2]] == 229.0
    assert file.columns["v.x.own"] is None


def test_torque_says_its_units_in_the_heading() -> None:
    (row,) = rows(TORQUE)

    assert row.at == datetime(2024, 3, 1, 2, 0, 0, 500_000, tzinfo=UTC)
    assert row.signals == {paths.SPEED: 50.5, paths.AMBIENT: 10.0, paths.TWELVE_VOLT: 13.1}


@pytest.mark.parametrize(
    ("file", "shift"), [("2024-03-01 10-00-00.csv", 0), ("2024-03-01 20-00-00.csv", 36_000)]
)
def test_car_scanner_counts_from_midnight_or_from_its_start(file: str, shift: int) -> None:
    first, second, third = rows(CAR_SCANNER, file=file)

    hour = 10 if not shift else 30  # 20:00 and ten hours
    assert first.at == datetime(2024, 3, 1 + hour // 24, hour % 24, 0, tzinfo=SHANGHAI)
    assert first.signals == {paths.SPEED: 50.0, paths.SOC: 80.5}
    assert second.signals == {paths.SPEED: 51.0}
    assert third.signals == {}
    assert code(CAR_SCANNER, file="log.csv") == "import_start"


def test_abrp_lines_are_read_and_a_broken_line_is_named() -> None:
    text = '{"utc": 1709287200, "soc": 80, "power": -7.2, "is_charging": 1, "ext_temp": "n/a"}\n{broken\n{"soc": 5}\n'
    good, broken, timeless = rows(text)

    assert good.at == datetime(2024, 3, 1, 10, 0, tzinfo=UTC)
    assert good.signals == {paths.SOC: 80.0, paths.PACK_POWER: 7_200.0, paths.IS_CHARGING: True}
    assert good.passed_over["ext_temp"] is Why.NO_VALUE
    assert (broken.line, broken.why) == (2, "row_broken")
    assert timeless.why == "time_unreadable"


@pytest.mark.parametrize(
    "text",
    [
        '[{"path": "Vehicle.Speed", "value": {"value": 12.5, "timestamp": "2024-03-01T10:00:00Z"}}]',
        '{"Vehicle.Speed": {"value": 12.5, "timestamp": "2024-03-01T10:00:00Z"}}',
        '{"at": "2024-03-01T10:00:00Z", "signals": {"Vehicle.Speed": 12.5}}',
        '{"records": [{"timestamp": "2024-03-01T10:00:00Z", "Vehicle.Speed": 12.5}]}',
    ],
)
def test_vss_is_read_in_the_shapes_in_use(text: str) -> None:
    (row,) = rows(text)

    assert (row.at, row.signals) == (datetime(2024, 3, 1, 10, tzinfo=UTC), {paths.SPEED: 12.5})


def test_the_distance_of_vss_needs_its_version() -> None:
    text = '{"timestamp": "2024-03-01T10:00:00Z", "Vehicle.TraveledDistance": 1000}'

    assert rows(text)[0].passed_over == {paths.ODOMETER: Why.UNIT_UNKNOWN}
    assert rows(text, vss=5)[0].signals == {paths.ODOMETER: 1_000_000.0}
    assert rows(text, vss=6)[0].signals == {paths.ODOMETER: 1_000.0}


def test_decoded_records_of_fleet_telemetry_are_read() -> None:
    (row,) = rows('{"Vin": "V", "CreatedAt": "2024-03-01T10:00:00Z", "IsResend": true, "Soc": "55"}')

    assert (row.at, row.signals) == (datetime(2024, 3, 1, 10, tzinfo=UTC), {paths.SOC: 55.0})


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("3,never,80,320,50,12,12345.6,8.5,t,2.9,2.95,7", "time_unreadable"),
        ("3,2024-03-01 10:00:09,80", "row_broken"),
        (f"3,2024-03-01 10:00:09,{'80,' * 300}", "row_broken"),
    ],
)
def test_one_bad_row_never_discards_the_good_ones(bad: str, why: str) -> None:
    head, first, second, _ = TESLAMATE.split("\n")
    read = rows(f"{head}\n{first}\n{bad}\n{second}")

    assert [row.why for row in read] == ["", why, ""]
    assert read[1].line == 3


def test_one_bad_cell_leaves_the_rest_of_its_row() -> None:
    (row,) = rows("id,date,battery_level,rated_battery_range_km,speed\n1,2024-03-01 10:00:00,full,1,50\n")

    assert row.signals == {paths.RANGE: 1_000.0, paths.SPEED: 50.0}
    assert row.passed_over == {"battery_level": Why.NOT_NUMBER}


def test_a_file_of_no_known_kind_is_refused() -> None:
    assert code("a,b\n1,2\n") == "import_kind"
    assert code('[{"a": 1}]') == "import_kind"
    assert code("") == "import_kind"


OWN = """
time = "When"
zone = "Europe/Berlin"
format = "%d.%m.%Y %H:%M"
[columns]
"Akku" = { signal = "Vehicle.Powertrain.TractionBattery.StateOfCharge.Current", unit = "ratio" }
"Leistung" = { signal = "Vehicle.Powertrain.TractionBattery.CurrentPower", unit = "kW", factor = -1 }
"Lädt" = { signal = "Vehicle.Powertrain.TractionBattery.Charging.IsCharging" }
"""


def test_a_mapping_of_ones_own_reads_any_table() -> None:
    preset = mapping.read(OWN)
    text = "When;Akku;Leistung;Lädt;Rest\n01.03.2024 10:00;0,805;12,5;off;x\n"
    (row,) = reading.open_text(text, file="x", zone=SHANGHAI, preset=preset).rows

    assert row.at == datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
    assert row.signals == {paths.SOC: 80.5, paths.PACK_POWER: -12_500.0, paths.IS_CHARGING: False}


@pytest.mark.parametrize(
    "wrong",
    [
        "time = 1",
        OWN.replace("Europe/Berlin", "Europe/Nowhere"),
        OWN.replace("StateOfCharge.Current", "Charge"),
        OWN.replace('unit = "kW"', 'unit = "bar"'),
        f'epoch = "h"\n{OWN}',
        OWN.replace("%d.%m.%Y", "%d.%d.%Y"),
        OWN.replace("%d.%m.%Y", "%"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused_with_the_reason(wrong: str) -> None:
    with pytest.raises(Refusal, match="import_mapping"):
        mapping.read(wrong)


def test_every_key_of_a_preset_has_a_unit_that_converts() -> None:
    keys = [(preset.name, name, key) for preset in presets.ALL for name, key in preset.keys.items()]
    keys += [("abrp", name, key) for name, key in documents.ABRP.items()]

    assert [
        (preset, name)
        for preset, name, key in keys
        for path in key.paths
        if not CATALOGUE[path].boolean and units.conversion(key.unit, unit=CATALOGUE[path].unit) is None
    ] == []


def test_samples_come_back_by_day_in_order_of_time() -> None:
    samples = Samples()
    samples.add(datetime(2024, 3, 2, 1, tzinfo=UTC), {paths.SPEED: 2.0})
    samples.add(datetime(2024, 3, 1, 1, tzinfo=UTC), {paths.IS_CHARGING: True})
    samples.add(datetime(2024, 3, 1, 0, tzinfo=UTC), {paths.SPEED: 1.0})

    assert [(str(day), [record.signals for record in batch.records]) for day, batch in samples.days()] == [
        ("2024-03-01", [{paths.SPEED: 1.0}, {paths.IS_CHARGING: True}]),
        ("2024-03-02", [{paths.SPEED: 2.0}]),
    ]


def test_a_heading_of_many_blanks_is_read_at_once() -> None:
    with pace.within(0.5):
        file = opened(f"GPS Time,Device Time,a{' ' * 60_000}b,{'(' * 60_000},Speed (OBD)(km/h)\n")

    assert [name for name, key in file.columns.items() if key is not None and key.paths] == [
        "Speed (OBD)(km/h)"
    ]


def whys(text: str, *, file: str = "log.csv") -> list[tuple[int, str]]:
    return [(row.line, row.why) for row in rows(text, file=file)]


HEAD = "id,date,battery_level,rated_battery_range_km,note\n"


def test_a_stray_quote_spoils_its_own_row_alone() -> None:
    good = "".join(f"{number},2024-03-01 10:00:{number:02},80,320,x\n" for number in range(1, 31))
    lines = good.splitlines(keepends=True)
    stray = [
        *lines[:3],
        '4,2024-03-01 10:00:04,80,320,"at home\n',
        *lines[4:20],
        '21,"2024,80,320,x\n',
        *lines[21:],
    ]

    assert [line for line, why in whys(HEAD + "".join(stray)) if why] == [5, 22]
    assert len(rows(HEAD + "".join(stray))) == 30
    alike = [
        each.replace(",2024", ',"2024') if number in {3, 9} else each for number, each in enumerate(lines)
    ]
    assert [line for line, why in whys(HEAD + "".join(alike)) if why] == [5, 11]
    assert whys(f'{HEAD}1,2024-03-01 10:00:01,80,320,12" wheels\n{lines[1]}') == [(2, ""), (3, "")]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    text = f'{HEAD}1,2024-03-01 10:00:01,80,320,"at\nhome ""A"""\n\n2,2024-03-01 10:00:02,80,320,x'
    assert whys(text) == [(2, ""), (5, "")]
    assert whys('id,date,battery_level,rated_battery_range_km,"a\nb"\n1,2024-03-01 10:00:01,80,320,x') == [
        (3, "")
    ]


def test_a_stray_quote_in_the_heading_spoils_no_row() -> None:
    assert whys(HEAD.replace("note", '"note') + "1,2024-03-01 10:00:01,80,320,x\n") == [(2, "")]


@pytest.mark.parametrize(
    "bad",
    [
        "\0" * 40,
        "\0,\0,\0,\0,\0",
        f'2,2024-03-01 10:00:02,80,320,"{"x" * 200_000}"',
        f"{'9' * 5_000},{'9' * 5_000},1,1,1",
    ],
)
def test_what_a_torn_block_or_an_endless_cell_holds_is_one_bad_row(bad: str) -> None:
    good = "1,2024-03-01 10:00:01,80,320,x\n"
    assert [bool(why) for _, why in whys(f"{HEAD}{good}{bad}\n{good}")] == [False, True, False]


@pytest.mark.parametrize(
    "at",
    [
        "0001-01-01 00:00:00",
        "0001-01-01 00:00:00+14:00",
        "9999-12-31 23:59:59-12:00",
        "1969-12-31 23:59:59",
        "2107-01-01",
    ],
)
def test_a_time_in_which_no_car_sent_anything_spoils_its_row_alone(at: str) -> None:
    assert whys(f"{HEAD}1,2024-03-01 10:00:01,80,320,x\n2,{at},80,320,x\n") == [
        (2, ""),
        (3, "time_impossible"),
    ]
    line = json.dumps({"timestamp": f"{at.replace(' ', 'T')}Z"[:20], "Vehicle.Speed": 1})
    assert rows(f'{{"timestamp": 1709287200, "Vehicle.Speed": 1}}\n{line}')[0].why == ""
    assert rows(f"{line}\n")[0].why


def test_a_row_without_a_time_always_says_why() -> None:
    assert Row(1).why == "time_unreadable"
    assert [row.why for row in rows('{"Vehicle.Speed": "x"}\n{"Vehicle.Speed": 5}')] == [
        "time_unreadable"
    ] * 2
    assert rows('{"Vin": "V", "CreatedAt": ["x"], "Soc": 1}')[0].why == "time_unreadable"


def test_samples_from_before_1970_lose_nothing() -> None:
    samples = Samples()
    for at in (
        datetime(1969, 12, 31, 12, tzinfo=UTC),
        datetime(1969, 12, 31, 13, tzinfo=UTC),
        datetime(2024, 1, 1, tzinfo=UTC),
    ):
        samples.add(at, {paths.SPEED: 1.0})

    assert [len(batch.records) for _, batch in samples.days()] == [2, 1]


@pytest.mark.parametrize(
    ("value", "places"),
    [
        (["P0A1F", 7, "??"], 1), ("P0A1F", 0), ({"value": {"a": 1}}, 0), ([], 0), (None, 0), (["P0A1F"], 1), ([[[]]], 0), ([None], 0),
    ],
)  # fmt: skip
def test_a_bad_list_of_fault_codes_leaves_the_rest_of_its_row(value: object, places: int) -> None:
    entry = {"timestamp": "2024-03-01T10:00:00Z", paths.DTC_LIST: value, "Vehicle.Speed": 5}
    (row,) = rows(json.dumps(entry))

    assert row.signals[paths.SPEED] == 5.0
    assert sum(row.signals.get(path, 0) > 0 for path in paths.DTC_PLACES) == places
    assert paths.DTC_LIST not in row.signals
    is_sound = value in ([], ["P0A1F"])
    assert row.passed_over == (
        {} if is_sound else {paths.DTC_LIST: Why.NO_VALUE if value is None else Why.NOT_CODE}
    )
    samples = Samples()
    samples.add(datetime(2024, 3, 1, tzinfo=UTC), row.signals)


def test_a_fault_code_nested_without_end_is_none() -> None:
    entry = f'{{"timestamp": "2024-03-01T10:00:00Z", "Vehicle.Speed": 5, "{paths.DTC_LIST}": {"[" * 900}{"]" * 900}}}'
    (row,) = rows(entry)

    assert row.passed_over == {paths.DTC_LIST: Why.NOT_CODE} or row.why == "row_broken"


@pytest.mark.parametrize(
    "bad", ['{"utc"', '{"utc": ', f'{{"utc": {"[" * 5_000}', '{"utc": 1709287201, "soc": "\\x"}']
)
def test_a_broken_element_of_a_list_leaves_the_others(bad: str) -> None:
    good = '{"utc": 1709287200, "soc": 80}'
    assert [row.why for row in rows(f"[{good}, {bad}}}, {good}]")] == ["", "row_broken", ""]
    assert [row.why for row in rows(f"[{good}, {good}, {good[:-5]}")] == ["", "", "row_broken"]


def test_a_number_of_thousands_of_digits_is_one_bad_value_of_its_list() -> None:
    first, second = rows(f'[{{"utc": 1709287200, "soc": {"9" * 5_000}}}, {{"utc": 1709287200, "soc": 80}}]')

    assert first.passed_over["soc"] is Why.NO_VALUE
    assert second.signals == {paths.SOC: 80.0}


def test_a_separator_of_lines_within_a_text_does_not_part_it() -> None:
    entry = '{"utc": 1709287200, "soc": 80, "name": "a\u2028b\x85c"}'
    assert whys(f"{entry}\r\n{entry}\n") == [(1, ""), (2, "")]
    assert whys(f"{HEAD}1,2024-03-01 10:00:01,80,320,a\u2028b\n") == [(2, "")]


@pytest.mark.parametrize("second", ["1e300", "-1e12", "nan", "9" * 400])
def test_a_second_that_is_none_spoils_its_row_alone(second: str) -> None:
    bad = CAR_SCANNER + f'"{second}";"Vehicle speed";"50";"km/h"\n"36003.5";"Vehicle speed";"50";"km/h"\n'
    name = "2024-03-01 10-00-00.csv"

    assert [row.why for row in rows(bad, file=name)].count("row_broken") == 1
    assert len(rows(bad, file=name)) == len(rows(CAR_SCANNER, file=name)) + 2
    for wrong in ("2024-99-01 10-00-00.csv", "9999-12-31 23-59-59.csv"):
        assert code(CAR_SCANNER, file=wrong) == "import_start"


def test_a_kind_that_the_columns_are_not_of_is_refused() -> None:
    with pytest.raises(Refusal, match="import_kind"):
        opened("seconds,a\n1,2\n", kind="car_scanner")
