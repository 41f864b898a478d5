"""The statistics behind the signals, one small file per method; `metrics.signal` is the door."""
