"""The signature inside a report: it holds by the operator's key, and no change of the file goes unseen."""

from io import BytesIO

import numpy as np
import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from domain.checkup import certificate, seal
from domain.core import Core
from domain.explain import archive
from domain.logbook import keys
from domain.logbook.facts import Fault, FaultError
from tests.domain.explain import pdfa


@pytest.fixture
def database() -> str:
    return "sqlite"


def report() -> bytes:
    out = BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.docinfo["/Title"] = "Report"
    document.save(out)
    return archive.archived(out.getvalue(), language="en")


def signed(core: Core) -> bytes:
    with core.unit() as unit:
        return seal.sign(unit, report())


def fault(pdf: bytes, *, anchor: str | None = None) -> Fault | None:
    """Return why a file does not hold; a file in which nothing is signed does not either."""
    try:
        return None if seal.check(pdf, anchor=anchor) else Fault.OTHER_FILE
    except FaultError as error:
        return error.fault


def test_a_pdf_reader_finds_it_whole_certified_and_closed_to_changes(core: Core) -> None:
    pdf = signed(core)
    (inside,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    status = validate_pdf_signature(inside, ValidationContext(trust_roots=[inside.signer_cert]))

    assert status.bottom_line
    assert inside.docmdp_level is MDPPerm.NO_CHANGES
    assert pdfa.faults(pdf) == []
    assert b"pyHanko" not in pdf
    held = seal.check(pdf)
    assert held is not None
    assert held.certificate == inside.signer_cert.sha256.hex()
    with core.reading() as unit:
        assert (held.key, held.at) == (keys.listed(unit)[-1].id, keys.stamp(unit.now))


@pytest.mark.parametrize("way", ["twice", "unknown curve"])
def test_a_certificate_that_no_library_reads_is_refused_as_one_of_bad_keys(core: Core, way: str) -> None:
    with core.unit() as unit:
        der = certificate.build(*keys.ready(unit)).public_bytes(Encoding.DER)
    if way == "twice":
        usage, constraints = b"\x06\x03\x55\x1d\x0f", b"\x06\x03\x55\x1d\x13"
        assert usage in der
        der = der.replace(usage, constraints)
    else:
        curve = b"\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07"
        assert curve in der
        der = der.replace(curve, curve[:-1] + b"\x7f")
    with pytest.raises(FaultError, match="bad_keys"):
        certificate.check(der)


def test_a_signature_that_tells_no_time_does_not_hold(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = signed(core)
    monkeypatch.setattr(EmbeddedPdfSignature, "self_reported_timestamp", None)

    assert fault(pdf) is Fault.BAD_SIGNATURE


def test_no_changed_byte_goes_unseen_nor_one_that_was_added(core: Core) -> None:
    pdf, draw = signed(core), np.random.default_rng(7)
    begin, end = (
        pdf.index(b"/Contents <") + 11,
        pdf.index(b"/ByteRange"),
    )  # what the signature itself does not cover
    places = [*draw.integers(0, len(pdf), 40), *draw.integers(begin, end, 40), begin, end - 4]
    for place in places:
        changed = bytearray(pdf)
        changed[place] ^= 1 << int(draw.integers(8))
        assert fault(bytes(changed)) is not None, place
    appended = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(appended)
    others = (pdf + b"\n", pdf[:-1], pdf[:200], appended.getvalue(), pdf.replace(b"/P 1", b"/P 2"))
    assert all(fault(each) for each in others)


def test_it_holds_by_the_first_key_after_a_rotation_and_by_nobody_elses(core: Core) -> None:
    before = signed(core)
    with core.unit() as unit:
        first = keys.listed(unit)[0].id
        keys.rotate(unit)
    after = signed(core)

    assert [fault(each, anchor=first) for each in (before, after)] == [None, None]
    assert fault(before, anchor="0" * 32) is Fault.WRONG_KEY
    one, other = (seal.check(each) for each in (before, after))
    assert one
    assert other
    assert (one.key, one.certificate) != (other.key, other.certificate)
    again = seal.check(signed(core))
    assert again
    assert again.certificate == other.certificate


def test_nobody_signs_with_the_operators_keys_listed_or_with_its_word_copied(
    core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    with core.unit() as unit:
        public, private = keys.ready(unit)
        genuine = certificate.build(public, private)
        monkeypatch.setattr(keys, "ready", lambda _: (public, b"7" * 32))
        assert fault(seal.sign(unit, report())) is Fault.BAD_KEYS
    own = certificate.key_of(b"7" * 32)
    word = genuine.extensions.get_extension_for_oid(certificate.VOUCHED).value
    copied = (
        x509.CertificateBuilder(genuine.issuer, genuine.subject, own.public_key(), 1)
        .not_valid_before(genuine.not_valid_before_utc)
        .not_valid_after(genuine.not_valid_after_utc)
        .add_extension(word, critical=False)
        .sign(own, SHA256())
    )
    with pytest.raises(FaultError, match="bad_keys"):
        certificate.check(copied.public_bytes(Encoding.DER))
    assert certificate.check(genuine.public_bytes(Encoding.DER)) == public[-1].id
