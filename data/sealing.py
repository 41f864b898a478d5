"""A file that only a passphrase opens, written and read as a stream.

The key comes from the passphrase by scrypt. The content is cut into pieces; each is sealed with
AES-256-GCM under a nonce that holds its number and whether it is the last (the STREAM construction
of Hoang, Reyhanitabar, Rogaway and Vizár), and with the file's head as what it belongs to. So a
piece that was changed, moved, left out or added is refused, and so is a file that was cut short.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import secrets
import struct
from typing import IO, TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from wording import ShownError, Text

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

MAGIC = b"LINGTU-BACKUP-1\n"
PIECE = 2**20
"""Bytes of content in every piece but the last."""
TAG = 16
HARDNESS = 17
"""scrypt's cost is 2 to this power: 128 MB of memory and about half a second per attempt."""
HARDEST = 20
"""What a file may ask for: a larger number would only be there to exhaust us."""

_HEAD = struct.Struct(f">{len(MAGIC)}sB16s7s")
_CHECK = 16
_NONCE = struct.Struct(">7sIB")

NOT_OURS = Text(
    "{name} 不是岭图的备份文件，或开头已损坏。",
    "{name} is no backup of Lingtu, or its beginning is damaged.",
)
WRONG_PASSPHRASE = Text(
    "口令不对，或 {name} 的开头已损坏。",
    "The passphrase is wrong, or the beginning of {name} is damaged.",
)
DAMAGED = Text(
    "{name} 已损坏或不完整（第 {piece} 段）。没有恢复任何内容，请换一份备份。",
    "{name} is damaged or not complete (piece {piece}). Nothing was restored; take another backup.",
)


class SealError(ShownError):
    """The file cannot be opened with this passphrase, or is not as it was written."""


class _Keys:
    """What a passphrase gives for one file: the key, and the proof that it is the right one."""

    def __init__(self, head: bytes, passphrase: str) -> None:
        _, hardness, salt, self.prefix = _HEAD.unpack(head)
        scrypt = Scrypt(salt=salt, length=64, n=2**hardness, r=8, p=1)
        both = scrypt.derive(passphrase.encode())
        self.cipher = AESGCM(both[:32])
        self.proof = hmac.new(both[32:], head, hashlib.sha256).digest()[:_CHECK]
        self.head = head

    def nonce(self, number: int, is_last: bool) -> bytes:
        """The nonce of a piece, counted from 0."""
        return _NONCE.pack(self.prefix, number, is_last)


class SealedWriter(io.RawIOBase):
    """What is written here goes sealed into ``target``; closing writes the last piece."""

    def __init__(self, target: IO[bytes], passphrase: str, *, hardness: int = HARDNESS) -> None:
        head = _HEAD.pack(MAGIC, hardness, secrets.token_bytes(16), secrets.token_bytes(7))
        self._target, self._keys = target, _Keys(head, passphrase)
        self._held, self._number = bytearray(), 0
        target.write(head + self._keys.proof)

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, content: ReadableBuffer, /) -> int:
        """Take some content; it is sealed as soon as a piece is full."""
        given = memoryview(content).tobytes()
        self._held += given
        while len(self._held) > PIECE:  # the last piece is only known when everything is there
            self._seal(bytes(self._held[:PIECE]), is_last=False)
            del self._held[:PIECE]
        return len(given)

    def finish(self) -> None:
        """Write the last piece: without it the file is not complete."""
        self._seal(bytes(self._held), is_last=True)
        self._held.clear()

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        nonce = self._keys.nonce(self._number, is_last)
        self._target.write(self._keys.cipher.encrypt(nonce, piece, self._keys.head))
        self._number += 1


class SealedReader(io.RawIOBase):
    """The content of a sealed file; raises `SealError` before it gives out anything untrue."""

    def __init__(self, source: IO[bytes], passphrase: str, name: str) -> None:
        head = source.read(_HEAD.size)
        if len(head) < _HEAD.size or not head.startswith(MAGIC) or head[len(MAGIC)] > HARDEST:
            raise SealError(NOT_OURS.format(name=name))
        self._source, self._name, self._keys = source, name, _Keys(head, passphrase)
        if not hmac.compare_digest(source.read(_CHECK), self._keys.proof):
            raise SealError(WRONG_PASSPHRASE.format(name=name))
        self._next = source.read(PIECE + TAG)
        self._open, self._number, self._is_over = b"", 0, False

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill a buffer with what comes next; 0 at the end."""
        view = memoryview(buffer)
        while not self._open and not self._is_over:
            self._unseal()
        count = min(len(view), len(self._open))
        view[:count], self._open = self._open[:count], self._open[count:]
        return count

    def _unseal(self) -> None:
        piece, self._next = self._next, self._source.read(PIECE + TAG)
        self._is_over = not self._next
        nonce = self._keys.nonce(self._number, self._is_over)
        try:
            self._open = self._keys.cipher.decrypt(nonce, piece, self._keys.head)
        except (InvalidTag, ValueError):
            number = self._number + 1
            raise SealError(DAMAGED.format(name=self._name, piece=number)) from None
        self._number += 1
