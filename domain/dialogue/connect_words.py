"""How a car's data come in: the ways there are, each with its steps, and what speaks of a car at present."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "connect.ask": N_("📡 How shall the data of <b>{car}</b> come to me? What do you have?"),
    "connect.no_consent": N_(
        "You have not agreed to health checks, so nothing would be stored. You can agree under /privacy."
    ),
    "connect.way.teslamate": N_("TeslaMate"),
    "connect.way.home_assistant": N_("Home Assistant"),
    "connect.way.ovms": N_("OVMS"),
    "connect.way.fleet_telemetry": N_("Tesla Fleet Telemetry"),
    "connect.way.file": N_("A file"),
    "connect.way.other": N_("None of these"),
    "connect.broker": N_(
        "The broker is <code>{broker}</code>; its user and password you get from your operator."
    ),
    "connect.broker_unknown": N_("Address, user and password of the broker you get from your operator."),
    "connect.teslamate": N_(
        "<b>TeslaMate → {car}</b>\n1. In TeslaMate's docker-compose.yml, under environment, set MQTT_HOST, MQTT_USERNAME and MQTT_PASSWORD for the broker, and\n<code>MQTT_NAMESPACE={code}</code>\n2. <code>docker compose up -d</code>\n3. Drive or charge once: TeslaMate tells nothing new while a car sleeps. Then /car shows it."
    ),
    "connect.number": N_(
        "I take car {number} of TeslaMate for it. If it has another number there, tap that."
    ),
    "connect.number.is": N_("Car {number}"),
    "connect.ovms": N_(
        "<b>OVMS → {car}</b>\nIn the module's shell, once:\n<code>config set server.v3 topic.prefix ovms/{name}/</code>\nThen server, user and password of the broker with <code>config set server.v3 …</code>, and\n<code>server v3 start</code>\nWhen the module speaks, /car shows it."
    ),
    "connect.home_assistant": N_(
        "<b>Home Assistant → {car}</b>\nI make a file with everything in it but the names of your entities; where it goes stands at its top. It holds a new key of the car: a key made before stops working."
    ),
    "connect.fleet_telemetry": N_(
        '<b>Tesla Fleet Telemetry → {car}</b>\nYour Fleet Telemetry server posts its decoded records (transmit_decoded_records) to\n<code>{url}/v1/feeds/fleet-telemetry</code>\nas <code>{{"records": […]}}</code> with the key of the car. I can make a new key: one made before stops working.'
    ),
    "connect.file": N_(
        "<b>A file → {car}</b>\nSend it here as a document, up to 20 MB: LeafSpy, TeslaMate, TeslaFi, OVMS, Torque, Car Scanner, ABRP or VSS. I say what I could take of it, and what I can judge now. It may be of any age; nobody is warned of the past."
    ),
    "connect.other": N_(
        "Makers, fleets and devices of other kinds reach me through your operator. They can also tell whether your car has a way of its own."
    ),
    "connect.stop": N_("✖️ End {program}"),
    "connect.ended": N_(
        "Ended: what {program} says of the car is not stored any more. What has come stays, as /privacy says."
    ),
    "connect.ended.key": N_(
        "Ended: the key that {program} sent with is not valid any more, for other programs of this car neither. What has come stays, as /privacy says."
    ),
    "connect.make_key": N_("Make the key"),
    "connect.make_file": N_("Make the file"),
    "connect.key": N_(
        "The key of {car}. Keep it to yourself: whoever has it can speak for your car.\n<code>{key}</code>"
    ),
    "connect.here_is_file": N_(
        "The file for {car}. Keep it to yourself: whoever has the key in it can speak for your car."
    ),
    "connect.address_unknown": N_(
        "My address is missing in it: ask your operator for it and write it in place of {placeholder}."
    ),
    "refusal.way_unknown": N_("This way is not known here. Choose one of those that /connect shows."),
    "connect.button": N_("📡 Where the data come from"),
    "file.taken": P_(
        "📄 Read in for <b>{car}</b>: {program}, {rows:n0} rows of {n:n0} day.",
        "📄 Read in for <b>{car}</b>: {program}, {rows:n0} rows of {n:n0} days.",
    ),
    "file.known": N_("📄 {program}: nothing in it is new for <b>{car}</b>; it was read in before."),
    "file.nothing": N_(
        "📄 {program}: I could read it, but nothing of it may be kept for <b>{car}</b>. It is of a time before the car was yours, or privacy mode leaves it out."
    ),
    "file.rows_refused": P_("{n:n0} row could not be used.", "{n:n0} rows could not be used."),
    "file.columns_unknown": N_("Columns that I do not know: {names}."),
    "refusal.file_of_which_car": N_(
        "Which car is this file of? Send it again with the car's name below it: {cars}."
    ),
    "refusal.file_too_large": N_(
        "The file is too large: Telegram hands me up to {most:n0} MB. Send it in parts; your operator can read in larger ones."
    ),
    "refusal.file_needs_consent": N_(
        "You have not agreed to health checks, so I may not keep what is in the file. Agree under /privacy and send it again."
    ),
    "refusal.file_unknown_kind": N_(
        "I do not know this kind of file. I can read LeafSpy, TeslaMate, TeslaFi, OVMS, Torque, Car Scanner, ABRP and VSS; other tables your operator can read in."
    ),
    "refusal.file_empty": N_(
        "I can read the file, but none of its {rows:n0} rows has a time and a value that I judge by."
    ),
    "refusal.file_lost": N_("Telegram did not hand me the file. Please send it again."),
    "feed.speaks": N_("📡 {program}: last {at:when}."),
    "feed.silent": N_("📡 {program}: connected, nothing has come yet."),
    "feed.file": N_("📄 {program}: read in on {at:day_year}, with data up to {until:day_year}."),
    "feed.judges": N_("What I can judge by it: {checks}."),
    "feed.cannot": N_("Not enough for, so far: {checks}."),
}
