"""Workbooks behind a password: said so, or opened with the password that was given."""

from __future__ import annotations

from pathlib import Path

import msoffcrypto
from msoffcrypto import exceptions as crypto

from data.errors import ENCRYPTED, WRONG_PASSWORD, ContractError
from data.reading.errors import PasswordNeeded
from data.reading.formats.foreign import reading_by_others


def unlocked(path: Path, password: str | None, folder: Path) -> Path:
    """An opened copy in ``folder``, deleted with the drafts; the password goes nowhere."""
    if not password:
        raise PasswordNeeded(ENCRYPTED)
    target = folder / "unlocked"
    with reading_by_others():
        try:
            with path.open("rb") as source, target.open("wb") as copy:
                workbook = msoffcrypto.OfficeFile(source)
                workbook.load_key(password=password)
                workbook.decrypt(copy)
        except (crypto.InvalidKeyError, crypto.DecryptionError) as error:
            raise PasswordNeeded(WRONG_PASSWORD) from error
    return target


def has_biff_password(path: Path) -> bool:
    """Whether a compound file is an .xls with a password (its FILEPASS record)."""
    try:
        with reading_by_others(), path.open("rb") as source:
            return bool(msoffcrypto.OfficeFile(source).is_encrypted())
    except ContractError:
        return False  # the reader of spreadsheets says what is wrong with it
