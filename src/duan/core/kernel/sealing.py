"""Personal data at rest: sealed for reading back, and a blind index for finding it by equality.

AES-256-GCM with the table, column and row as associated data, so a sealed value moved to another
row does not open. The blind index is the head of an HMAC-SHA256 of the normalised value; it
answers "is it this one" and nothing else. Keys are derived from the installation's index key and
live outside the database.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_VERSION = b"\x01"
_NONCE = 12
_TAG = 16
_BLIND = 8


class BrokenSeal(ValueError):
    """The sealed value does not belong here, or the key is another one."""


def seal(text: str, *, place: str) -> bytes:
    """Seal a text for one place, `table.column:row id`."""
    nonce = os.urandom(_NONCE)
    return _VERSION + nonce + _cipher().encrypt(nonce, text.encode(), place.encode())


def unseal(sealed: bytes, *, place: str) -> str:
    """Return the text that was sealed for this place; raise `BrokenSeal` otherwise."""
    data = bytes(sealed)
    if data[:1] != _VERSION or len(data) < 1 + _NONCE + _TAG:
        raise BrokenSeal(place)
    nonce, body = data[1 : 1 + _NONCE], data[1 + _NONCE :]
    try:
        return _cipher().decrypt(nonce, body, place.encode()).decode()
    except InvalidTag as error:
        raise BrokenSeal(place) from error


def blind(text: str, *, field: str) -> bytes:
    """Return 8 bytes that are equal for equal texts of one field."""
    return hmac.digest(_derived(f"blind:{field}"), text.encode(), "sha256")[:_BLIND]


@cache
def _cipher() -> AESGCM:
    return AESGCM(_derived("seal"))


@cache
def _derived(purpose: str) -> bytes:
    return hmac.new(settings.INDEX_KEY, purpose.encode(), hashlib.sha256).digest()
