"""One file per format: a file of an office -> raw sheets."""
