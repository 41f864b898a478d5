"""One file per spreadsheet type; each defines ``CONTRACT``. Adding a sheet is adding a file here."""
