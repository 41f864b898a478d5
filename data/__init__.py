"""Spreadsheet -> contract -> table: everything between the office's files and the stored rows."""
