"""Which split a person belongs to where the publisher gives none."""

from __future__ import annotations

import hashlib
from typing import Final

DEFAULT_VAL_SHARE: Final = 0.05

_HASH_BYTES: Final = 8


def split_of(person: str, val_share: float) -> str:
    """`train` or `val`: the same for a name on every machine, `val` for about `val_share` of them.

    Args:
        person: Person, sequence or base picture.
        val_share: Share of the persons kept for validation, 0 to 1.
    """
    digest = hashlib.sha256(person.encode("utf-8")).digest()[:_HASH_BYTES]
    place = int.from_bytes(digest, "big") / 256**_HASH_BYTES
    return "val" if place < val_share else "train"
