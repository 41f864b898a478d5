"""One file per indicator; each defines ``METRIC``. Adding an indicator is adding a file here."""
