"""Workbooks behind a password: said so, or opened with the password that was given."""

from __future__ import annotations

from pathlib import Path

import msoffcrypto
from msoffcrypto import exceptions as crypto

from data.errors import ENCRYPTED, UNREADABLE, WRONG_PASSWORD, ContractError
from data.reading.errors import PasswordNeeded


def unlocked(path: Path, password: str | None, folder: Path) -> Path:
    """An opened copy in ``folder``, deleted with the drafts; the password goes nowhere."""
    if not password:
        raise PasswordNeeded(ENCRYPTED)
    target = folder / "unlocked"
    try:
        with path.open("rb") as source, target.open("wb") as copy:
            workbook = msoffcrypto.OfficeFile(source)
            workbook.load_key(password=password)
            workbook.decrypt(copy)
    except (crypto.InvalidKeyError, crypto.DecryptionError) as error:
        raise PasswordNeeded(WRONG_PASSWORD) from error
    except (crypto.FileFormatError, crypto.ParseError, OSError, ValueError, KeyError) as error:
        raise ContractError(UNREADABLE) from error
    return target


def has_biff_password(path: Path) -> bool:
    """Whether a compound file is an .xls with a password (its FILEPASS record)."""
    try:
        with path.open("rb") as source:
            return bool(msoffcrypto.OfficeFile(source).is_encrypted())
    except (crypto.FileFormatError, crypto.ParseError, OSError, ValueError,
            KeyError, IndexError, EOFError, AttributeError, TypeError):  # fmt: skip
        return False
