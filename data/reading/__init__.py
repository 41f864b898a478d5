"""One file -> draft rows: opened, laid out, matched and parsed, in a child process."""
