"""Time stamps of a dossier (RFC 3161): what is asked for, what an answer has to be, and where it stands in the page; pure."""

import base64
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from cryptography import x509

from domain.explain.render import clean
from domain.logbook import rules
from domain.logbook.facts import Dossier, Fault, FaultError

if TYPE_CHECKING:
    from rfc3161_client import TimeStampRequest, TimeStampResponse

BEGIN: Final = '<script type="text/plain" id="timestamp">'
NONE: Final = "none"  # asked for, and not got; nothing stands there where none was asked for
_SHA256: Final = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")
_NO_WAY_TO_ROOT: Final = ("issuer certificate", "self-signed", "self signed")  # OpenSSL's words


@dataclass(frozen=True, slots=True)
class Stamp:
    """When the head was there, by the authority's clock (UTC), and the subject of the authority's certificate (RFC 4514)."""

    at: datetime
    authority: str


def head(dossier: Dossier) -> bytes:
    """Return what is stamped: format, statement and signature in their one spelling. Root and salts keep its hash from being guessed."""
    return rules.canonical(
        {"format": dossier.format, "statement": dossier.statement, "signature": dossier.signature}
    )


def request(stamped: bytes) -> "TimeStampRequest":
    """Return a request that holds the SHA-256 of a head, a nonce drawn by lot, and the wish for the certificate."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    return TimestampRequestBuilder().data(stamped).hash_algorithm(HashAlgorithm.SHA256).build()


def check(answer: bytes, stamped: bytes, *, roots: bytes, nonce: int | None = None) -> Stamp:
    """Return what an answer (DER) proves of a head. roots: certificates (PEM). nonce: that of the request, where it is known.

    Raises FaultError TIMESTAMP_CHANGED, TIMESTAMP_ROOT, TIMESTAMP_OTHER, or TIMESTAMP_CA where the roots cannot be read.
    """
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    trusted = _roots(roots)
    try:
        response = decode_timestamp_response(answer)
        imprint = response.tst_info.message_imprint
        verifier = VerifierBuilder(roots=trusted, nonce=nonce).build()
        verifier.verify(response, imprint.message)
        stamp = Stamp(response.tst_info.gen_time, _authority(response))
    except VerificationError as error:
        is_foreign = any(words in str(error) for words in _NO_WAY_TO_ROOT)
        raise FaultError(Fault.TIMESTAMP_ROOT if is_foreign else Fault.TIMESTAMP_CHANGED) from error
    except ValueError as error:
        raise FaultError(Fault.TIMESTAMP_CHANGED) from error
    if imprint.hash_algorithm != _SHA256 or imprint.message != sha256(stamped).digest():
        raise FaultError(Fault.TIMESTAMP_OTHER)
    return stamp


def _roots(pem: bytes) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as error:
        raise FaultError(Fault.TIMESTAMP_CA) from error


def _authority(response: "TimeStampResponse") -> str:
    (signer,) = response.signed_data.signer_infos
    every = [x509.load_der_x509_certificate(each) for each in response.signed_data.certificates]
    own = next(
        each for each in every if (each.issuer, each.serial_number) == (signer.issuer, signer.serial_number)
    )
    return clean(own.subject.rfc4514_string())


def put(page: bytes, answer: bytes | None) -> bytes:
    """Return a page that was made without a stamp, with it, or with the word that none was got."""
    text = NONE if answer is None else base64.b64encode(answer).decode()
    return page.replace((BEGIN + rules.END).encode(), (BEGIN + text + rules.END).encode(), 1)


def text_in(page: str) -> str:
    """Return what stands in a page where its stamp does: "", NONE, or an answer in Base64."""
    return page.partition(BEGIN)[2].partition(rules.END)[0]


def is_spelled(text: str) -> bool:
    """Whether a text is what a stamp can be: a browser ends a script at more than `rules.END`, as at "</SCRIPT>"."""
    return re.fullmatch(rf"{NONE}|[A-Za-z0-9+/]*={{0,2}}", text) is not None


def answer_in(page: str) -> bytes:
    """Return the answer in a page. Raises FaultError TIMESTAMP_MISSING or TIMESTAMP_CHANGED."""
    text = text_in(page)
    if text in {"", NONE}:
        raise FaultError(Fault.TIMESTAMP_MISSING)
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise FaultError(Fault.TIMESTAMP_CHANGED) from error
