"""Signing identities, and telling whether one was signed by an office that is known here."""

from collections.abc import Sequence

from wzdesk.domain.exchange.identity import Identity, IdentityAltered, identity_of
from wzdesk.domain.exchange.signed import ALTERED, Signed
from wzdesk.services.exchange.keys import OfficeKey, PublicKey, is_signed


def token_of(identity: Identity, key: OfficeKey) -> str:
    """The identity, signed."""
    payload = identity.payload()
    return Signed(payload, key.sign(payload), key.public.raw).token


def proven_identity(signed: Signed, keys: Sequence[PublicKey]) -> Identity:
    """The identity that one of the keys signed.

    Raises:
        IdentityAltered: it was changed since, or an office signed it whose key is not known here.
    """
    key = PublicKey(signed.key)
    if not is_signed(signed.payload, signed.signature, key):
        raise IdentityAltered(ALTERED)
    if all(key.raw != known.raw for known in keys):
        raise IdentityAltered(
            f"不是本单位发出的表（签名指纹 {key.fingerprint}）；如果是别的办公室发的，请先核对指纹、记下它的公钥"
        )
    return identity_of(signed.payload)
