"""The declarations, one file per family of articles; each defines ``COMMITMENTS``."""
