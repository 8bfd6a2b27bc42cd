"""An identity with its signature as the one text that a workbook carries."""

import base64
import json
import zlib
from collections.abc import Sequence

from wzdesk.domain.exchange.identity import Identity, IdentityAltered, identity_of
from wzdesk.services.exchange.keys import OfficeKey, PublicKey, is_signed

_MOST_BYTES = 20_000_000
_ALTERED = "身份信息被改动过，和市里发出时的签名对不上"


def token_of(identity: Identity, key: OfficeKey) -> str:
    """The identity, signed."""
    payload = identity.payload()
    told = {
        "key": key.public.text,
        "signature": base64.b64encode(key.sign(payload)).decode(),
        "payload": payload.decode(),
    }
    return base64.b64encode(zlib.compress(json.dumps(told, ensure_ascii=False).encode(), 6)).decode()


def read_token(token: str) -> tuple[Identity, bytes, bytes, PublicKey]:
    """What a token tells, unproven: identity, the signed text, the signature, and whose it says it is.

    Raises:
        IdentityAltered: it cannot be read.
    """
    try:
        packed = base64.b64decode(token, validate=True)
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(packed, _MOST_BYTES)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise IdentityAltered(_ALTERED)
        told = json.loads(content)
        payload = str(told["payload"]).encode()
        signature, key = base64.b64decode(told["signature"]), base64.b64decode(told["key"])
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise IdentityAltered(_ALTERED) from error
    return identity_of(payload), payload, signature, PublicKey(key)


def proven_identity(token: str, keys: Sequence[PublicKey]) -> Identity:
    """The identity in a token that one of the keys signed.

    Raises:
        IdentityAltered: it was changed since, or an office signed it whose key is not known here.
    """
    identity, payload, signature, key = read_token(token)
    if not is_signed(payload, signature, key):
        raise IdentityAltered(_ALTERED)
    if all(key.raw != known.raw for known in keys):
        raise IdentityAltered(
            f"不是本单位发出的表（签名指纹 {key.fingerprint}）；如果是别的办公室发的，请先核对指纹、记下它的公钥"
        )
    return identity
