"""The mathematics of a dossier against the vectors of its standards, and that no change of a file goes unseen."""

import json
from hashlib import sha256

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.explain.render import clean
from domain.logbook import rules
from domain.logbook.facts import (
    EARLIER,
    FORMAT,
    Car,
    Dossier,
    Entry,
    Fault,
    FaultError,
    Head,
    Leaf,
    Origin,
    PublicKey,
    Section,
    Statement,
)

# Leaves and roots of the reference implementation of RFC 6962 (certificate-transparency, merkle_tree_test).
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def test_the_tree_is_that_of_rfc_6962() -> None:
    hashes = [sha256(b"\x00" + bytes.fromhex(leaf)).digest() for leaf in LEAVES]

    assert [rules.root(hashes[:size]).hex() for size in range(1, 9)] == ROOTS
    assert rules.root([]).hex() == sha256(b"").hexdigest()


def test_json_is_spelled_as_in_rfc_8785() -> None:
    spec = {
        "numbers": [9007199254740991, 0],
        "string": '\u20ac$\u000f\u000aA\'B"\\\\"/',
        "literals": [None, True, False],
    }

    assert rules.canonical(spec).decode() == (
        '{"literals":[null,true,false],"numbers":[9007199254740991,0],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


def test_no_letter_is_spelled_otherwise_than_ecmascript_does() -> None:
    text = "".join(map(chr, range(0xD800))) + chr(0x1F602)

    assert rules.canonical([text]).decode() == json.dumps([text], ensure_ascii=False)


@pytest.mark.parametrize("facts", [{"\u20ac": 1}, {"km": 1.5}, {"km": 2**53}, {"km": -1}, {"km": [1]}])
def test_what_could_be_spelled_in_two_ways_is_no_fact(facts: dict[str, object]) -> None:
    document = json.loads(TEXT)
    document["leaves"][0]["entry"]["facts"] = facts

    assert fault(json.dumps(document))[0] is Fault.OTHER_FORM


def test_signatures_are_those_of_rfc_8032() -> None:
    secret = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")

    assert rules.sign(secret, b"\x72") == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


def entry(number: int) -> Entry:
    return Entry(Section.ODOMETER, Origin.CAR, "2026-05-01", "2026-06-01", "odometer", {"km": number})


def leaf(number: int) -> Leaf:
    salt = f"{number:032x}"
    return Leaf(rules.leaf_hash(entry(number), salt), salt, entry(number))


def sealed(
    leaves: list[Leaf], privates: list[Ed25519PrivateKey], *, earlier: int = 0, size: int | None = None
) -> Dossier:
    """A dossier signed by the last key, each key attested by the one before."""
    keys: list[PublicKey] = []
    for before, private in zip([None, *privates], privates, strict=False):
        public = private.public_key().public_bytes_raw()
        key = PublicKey(rules.key_id(public), public.hex(), "2026-01-01T00:00:00Z", "")
        attestation = before.sign(rules.attestation_text(key)).hex() if before else ""
        keys.append(msgspec.structs.replace(key, attestation=attestation))
    hashes = [bytes.fromhex(each.hash) for each in leaves]
    head = Head("2026-06-01T00:00:00Z", earlier, rules.root(hashes[:earlier]).hex())
    statement = Statement(
        car=Car("LSVAA4182E2123456", "Lark 60"),
        at="2026-11-30T00:00:00Z",
        size=len(leaves) if size is None else size,
        root=rules.root(hashes).hex(),
        sections=[Section.ODOMETER],
        open=rules.open_places(leaves),
        key=keys[-1].id,
        keys=keys,
        earlier=[head] if earlier else [],
        words={"en": {"odometer": "Odometer </script>"}, "zh_Hans": {"odometer": "总里程"}},
    )
    message = rules.signed_text(Dossier(FORMAT, statement, "", []))
    return Dossier(FORMAT, statement, privates[-1].sign(message).hex(), leaves)


PRIVATES = [Ed25519PrivateKey.from_private_bytes(bytes([number] * 32)) for number in (1, 2)]
LIST = [leaf(1), leaf(2), Leaf(leaf(3).hash), leaf(4), leaf(5)]
WHOLE = sealed(LIST, PRIVATES, earlier=3)
TEXT = rules.spelling(WHOLE)


def fault(text: str, *, anchor: str | None = None) -> tuple[Fault, int | None]:
    with pytest.raises(FaultError) as caught:
        rules.check(text, anchor=anchor)
    return caught.value.fault, caught.value.position


def test_a_dossier_holds_alone_and_in_a_page_by_either_of_its_keys() -> None:
    assert rules.check(TEXT) == WHOLE
    assert rules.check(f"<p>{rules.BEGIN}{TEXT}{rules.END}</p>") == WHOLE
    for key in WHOLE.statement.keys:
        assert rules.check(TEXT, anchor=key.id) == WHOLE


@given(st.integers(0, len(TEXT.encode()) * 8 - 1))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_bit_can_be_turned(bit: int) -> None:
    raw = bytearray(TEXT.encode())
    raw[bit // 8] ^= 1 << bit % 8

    with pytest.raises(FaultError):
        rules.check(raw.decode(errors="replace"))


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Where the plain values of a document stand."""
    inner = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    return [path] if inner is None else [place for key, each in inner for place in places(each, (*path, key))]


PLACES = places(json.loads(TEXT))


@given(st.sampled_from(PLACES), st.one_of(st.integers(0, 10**9), st.text(max_size=5)))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_field_can_be_changed_whatever_is_put_there(
    place: tuple[str | int, ...], value: int | str
) -> None:
    document = json.loads(TEXT)
    inner = document
    for step in place[:-1]:
        inner = inner[step]
    if inner[place[-1]] == value:
        return
    inner[place[-1]] = value

    with pytest.raises(FaultError):
        rules.check(rules.canonical(document).decode().replace("<", "\\u003c"))


def changed(**leaves: list[Leaf]) -> str:
    return rules.spelling(msgspec.structs.replace(WHOLE, **leaves))


@pytest.mark.parametrize("position", WHOLE.statement.open)
def test_no_entry_that_was_signed_to_be_read_can_be_closed_afterwards(position: int) -> None:
    leaves = [*LIST]
    leaves[position - 1] = Leaf(LIST[position - 1].hash)

    assert fault(changed(leaves=leaves)) == (Fault.CHANGED_ENTRY, position)


def test_each_kind_of_change_is_named() -> None:
    other = msgspec.structs.replace(LIST[1], entry=entry(9))
    again = Leaf(rules.leaf_hash(entry(9), LIST[1].salt), LIST[1].salt, entry(9))

    assert fault(changed(leaves=[LIST[0], other, *LIST[2:]])) == (Fault.CHANGED_ENTRY, 2)
    assert fault(changed(leaves=[LIST[0], again, *LIST[2:]])) == (Fault.OTHER_ORDER, None)
    assert fault(changed(leaves=LIST[:-1])) == (Fault.MISSING_ENTRY, None)
    assert fault(changed(leaves=[LIST[1], LIST[0], *LIST[2:]])) == (Fault.OTHER_ORDER, None)
    assert fault(TEXT[: len(TEXT) // 2]) == (Fault.CUT, None)
    assert fault(rules.BEGIN + TEXT[:500]) == (Fault.CUT, None)
    assert fault("<html>hello</html>") == (Fault.NOT_DOSSIER, None)
    assert fault('{"format":"other/1"}') == (Fault.NOT_DOSSIER, None)
    assert fault(TEXT.replace('":"', '": "', 1)) == (Fault.OTHER_FORM, None)
    assert fault(TEXT, anchor="0" * 32) == (Fault.WRONG_KEY, None)
    assert fault(TEXT.replace("2026-11-30", "2026-11-29")) == (Fault.BAD_SIGNATURE, None)


def test_a_list_that_was_rewritten_since_an_earlier_hand_over_is_found_though_it_is_signed() -> None:
    statement = msgspec.structs.replace(WHOLE.statement, earlier=[Head("x", 3, "00" * 32)])
    message = rules.signed_text(Dossier(FORMAT, statement, "", []))
    signature = rules.sign(PRIVATES[-1].private_bytes_raw(), message)

    assert fault(rules.spelling(Dossier(FORMAT, statement, signature, LIST))) == (Fault.REWRITTEN, None)


def signed(**changes: object) -> str:
    """Another statement over the same list, signed as well as the first."""
    statement = msgspec.structs.replace(WHOLE.statement, **changes)
    message = rules.signed_text(Dossier(FORMAT, statement, "", []))
    return rules.spelling(
        Dossier(FORMAT, statement, rules.sign(PRIVATES[-1].private_bytes_raw(), message), LIST)
    )


@pytest.mark.parametrize(
    "changes",
    [
        *({"car": Car("LSVAA4182E2123456", f"Lark{mark}key: 0")} for mark in "\n\r\x1b\x7f\x9b\u202e\u2028"),
        {"earlier": WHOLE.statement.earlier * (EARLIER + 1)},
        {"root": WHOLE.statement.root + "00"},
        {"earlier": [Head("x", 3, "00" * 31)]},
    ],
)
def test_a_signed_form_that_is_not_ours_is_refused(changes: dict[str, object]) -> None:
    assert fault(signed(**changes)) == (Fault.OTHER_FORM, None)


def test_every_name_that_can_be_handed_over_is_of_that_form() -> None:
    name = clean("".join(map(chr, [*range(0xD800), *range(0xE000, 0x110000)])))

    assert rules.check(signed(car=Car("LSVAA4182E2123456", name)))


def test_a_stranger_cannot_continue_the_operators_keys() -> None:
    stranger = Ed25519PrivateKey.from_private_bytes(bytes([9] * 32))
    forged = sealed(LIST, [PRIVATES[0], stranger])
    keys = [
        forged.statement.keys[0],
        msgspec.structs.replace(forged.statement.keys[1], attestation="00" * 64),
    ]
    statement = msgspec.structs.replace(forged.statement, keys=keys)
    signature = stranger.sign(rules.signed_text(Dossier(FORMAT, statement, "", []))).hex()

    assert fault(rules.spelling(Dossier(FORMAT, statement, signature, LIST))) == (Fault.BAD_KEYS, None)
    assert fault(rules.spelling(sealed(LIST, [stranger])), anchor=WHOLE.statement.key) == (
        Fault.WRONG_KEY,
        None,
    )
