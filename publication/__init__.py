"""From tables and metrics to one published version; the only room that knows both."""
