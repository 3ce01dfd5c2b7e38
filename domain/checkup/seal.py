"""The signature inside a report's PDF, as PDF readers check it: PAdES B-B (ETSI EN 319 142-1), certified, no change allowed.

Its modules load pyHanko: import it where a report is made or checked, not before.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.signers.pdf_cms import ExternalSigner, SimpleSigner
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from domain.checkup import certificate
from domain.core import Unit
from domain.logbook import keys as operator
from domain.logbook.facts import Fault, FaultError

_HASH: Final = "sha256"
_ROOM: Final = 1024  # bytes that the rest of a signature takes at most beside its certificate
for _name in ("pyhanko", "pyhanko_certvalidator"):
    # They log the traceback of each damaged file, which here is refused in one line.
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Seal:
    """Who signed inside the file and when, as its maker says: the operator's key, and the SHA-256 of the certificate."""

    key: str
    at: str
    certificate: str


class _Writer(IncrementalPdfFileWriter):
    def _update_meta(self) -> None:
        """Leave title and XMP as they are: pyHanko would enter itself and the time of the machine."""


def sign(unit: Unit, pdf: bytes) -> bytes:
    """Sign a PDF inside, by a key made of the operator's newest one; that is made where there is none yet."""
    public, private = operator.ready(unit)
    der = certificate.build(public, private).public_bytes(Encoding.DER)
    out = BytesIO(pdf)
    steps = PdfCMSEmbedder().write_cms("Signature", _Writer(out))
    next(steps)
    place = SignatureObject(unit.now, SigSeedSubFilter.PADES, bytes_reserved=2 * (len(der) + _ROOM))
    certified = SigMDPSetup(_HASH, certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    steps.send(SigObjSetup(place, mdp_setup=certified))
    digest, _ = steps.send(SigIOSetup(_HASH, in_place=True))
    no_others = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    signer = SimpleSigner(x509.Certificate.load(der), _key(private), no_others)
    steps.send(asyncio.run(signer.async_sign(digest.document_digest, _HASH, use_pades=True)))
    return out.getvalue()


def check(pdf: bytes, *, anchor: str | None = None) -> Seal | None:
    """Return what the signature inside says, None for a PDF without one. anchor: the id of a key known to be the operator's.

    Raises FaultError: BAD_SIGNATURE, BAD_KEYS, and WRONG_KEY only where all else holds.
    """
    if b"/ByteRange" not in pdf:
        return None
    try:
        inside, at = _read(pdf)
    except Exception as error:  # of a damaged file pyHanko raises whatever reading runs into
        raise FaultError(Fault.BAD_SIGNATURE) from error
    own: x509.Certificate = inside.signer_cert
    key = certificate.check(own.dump(), anchor=anchor)
    return Seal(key, operator.stamp(at), certificate.fingerprint(own.dump()))


def _read(pdf: bytes) -> tuple[EmbeddedPdfSignature, datetime]:
    """Check everything but whose key it is. Raises FaultError, or what pyHanko raises."""
    (inside,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    trust = ValidationContext(
        trust_roots=[inside.signer_cert], allow_fetching=False, moment=inside.self_reported_timestamp
    )
    status = validate_pdf_signature(inside, trust)
    whole, at = status.coverage == SignatureCoverageLevel.ENTIRE_FILE, inside.self_reported_timestamp
    if not (at and status.bottom_line and whole and pdf == _spelled(pdf, inside)):
        raise FaultError(Fault.BAD_SIGNATURE)
    return inside, at


def _spelled(pdf: bytes, inside: EmbeddedPdfSignature) -> bytes:
    """Spell the signature as it was made: it stands in the one place that it does not cover, where a change would go unseen."""
    info = inside.signer_info
    again = ExternalSigner(inside.signer_cert, None, info["signature"].native)
    whole = asyncio.run(again.async_sign_prescribed_attributes(_HASH, info["signed_attrs"]))
    _, before, after, _ = (int(each) for each in inside.byte_range)
    room = after - before - 2
    return pdf[:before] + b"<%s>" % whole.dump().hex().upper().encode().ljust(room, b"0") + pdf[after:]


def _key(private: bytes) -> keys.PrivateKeyInfo:
    der = certificate.key_of(private).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return keys.PrivateKeyInfo.load(der)
