"""The certificate by which a PDF reader checks a report: of a key made of the operator's newest one, which vouches for it.

PDF readers know no Ed25519, by which the operator's keys sign. The key here is ECDSA P-256 and is kept nowhere: it is
derived from the newest private key (HKDF, RFC 5869), so that it changes and goes with it.
"""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

import msgspec
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from domain.logbook import rules
from domain.logbook.facts import Fault, FaultError, Line, PublicKey

FORMAT: Final = "beforehand-certificate/1"
VOUCHED: Final = x509.ObjectIdentifier("2.25.231551839562733498437322685754496201911")  # from a UUID: X.667
_NO_END: Final = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)  # RFC 5280, 4.1.2.5: it never expires
_UNREADABLE: Final = (
    ValueError,
    x509.ExtensionNotFound,
    x509.DuplicateExtension,
    UnsupportedAlgorithm,
    RecursionError,
)
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256


class Vouched(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the certificate holds besides: the operator's keys, and by the last of them a signature (Ed25519) of its key."""

    keys: list[PublicKey]
    signature: Line


def key_of(private: bytes) -> ec.EllipticCurvePrivateKey:
    """Derive the key that signs PDFs. private: the operator's newest one; of 48 bytes, as FIPS 186-5, A.2.1 asks for."""
    seed = HKDF(SHA256(), 48, salt=None, info=FORMAT.encode()).derive(private)
    return ec.derive_private_key(int.from_bytes(seed) % (_ORDER - 1) + 1, ec.SECP256R1())


def build(keys: list[PublicKey], private: bytes) -> x509.Certificate:
    """Return the certificate, the same each time. keys: the operator's; private: the private half of the last one."""
    key, last = key_of(private), keys[-1]
    public = _spelled(key.public_key())
    vouched = Vouched(keys, rules.sign(private, _text(last.id, public)))
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, "Beforehand"),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, last.id),
        ]
    )
    return (
        x509.CertificateBuilder(name, name)
        .public_key(key.public_key())
        .serial_number(int.from_bytes(sha256(public).digest()[:16]) | 1)
        .not_valid_before(datetime.fromisoformat(last.since))
        .not_valid_after(_NO_END)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(), critical=True)
        .add_extension(x509.UnrecognizedExtension(VOUCHED, rules.canonical(vouched)), critical=False)
        .sign(key, SHA256(), ecdsa_deterministic=True)
    )


def check(certificate: bytes, *, anchor: str | None = None) -> str:
    """Return the id of the operator's key that vouches for a certificate (DER). anchor: the id of a key known to be the operator's.

    Raises FaultError: BAD_KEYS, and WRONG_KEY only where all else holds.
    """
    try:
        read = x509.load_der_x509_certificate(certificate)
        extension = read.extensions.get_extension_for_oid(VOUCHED).value
        assert isinstance(extension, x509.UnrecognizedExtension)
        vouched = msgspec.json.decode(extension.value, type=Vouched)
        public = read.public_key()
    except _UNREADABLE as error:
        raise FaultError(Fault.BAD_KEYS) from error
    last = vouched.keys[-1].id if vouched.keys else ""
    rules.check_keys(vouched.keys, last)
    if not isinstance(public, ec.EllipticCurvePublicKey) or not rules.holds(
        vouched.keys[-1], vouched.signature, _text(last, _spelled(public))
    ):
        raise FaultError(Fault.BAD_KEYS)
    if anchor is not None and anchor not in {key.id for key in vouched.keys}:
        raise FaultError(Fault.WRONG_KEY)
    return last


def fingerprint(certificate: bytes) -> str:
    """Return the SHA-256 of a certificate (DER), as PDF readers show it."""
    return sha256(certificate).hexdigest()


def _usage() -> x509.KeyUsage:
    signs = {"digital_signature": True, "content_commitment": True}
    others = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign")
    return x509.KeyUsage(**signs, **dict.fromkeys(others, False), encipher_only=False, decipher_only=False)


def _spelled(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _text(key: str, public: bytes) -> bytes:
    return rules.canonical({"format": FORMAT, "key": key, "public": public.hex()})
