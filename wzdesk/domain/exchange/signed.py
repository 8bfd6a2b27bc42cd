"""A signed identity as the one text that a workbook carries; who signed it is judged elsewhere."""

import base64
import json
import zlib
from dataclasses import dataclass

from wzdesk.domain.exchange.identity import NOT_TOLD, IdentityAltered

ALTERED = "身份信息被改动过，和市里发出时的签名对不上"
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Signed:
    """The text of an identity, the signature (64 bytes) and the public key (32 bytes) that it says it is of."""

    payload: bytes
    signature: bytes
    key: bytes

    @property
    def token(self) -> str:
        """All of it, packed."""
        told = {
            "key": base64.b64encode(self.key).decode(),
            "signature": base64.b64encode(self.signature).decode(),
            "payload": self.payload.decode(),
        }
        return base64.b64encode(zlib.compress(json.dumps(told, ensure_ascii=False).encode())).decode()


def signed_of(token: str) -> Signed:
    """What a token holds, unproven.

    Raises:
        IdentityAltered: it cannot be unpacked.
    """
    try:
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(base64.b64decode(token, validate=True), _MOST_BYTES)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise IdentityAltered(ALTERED)
        told = json.loads(content)
        return Signed(
            str(told["payload"]).encode(), base64.b64decode(told["signature"]), base64.b64decode(told["key"])
        )
    except (*NOT_TOLD, zlib.error) as error:
        raise IdentityAltered(ALTERED) from error
