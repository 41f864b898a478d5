"""The grid coverage page: leaders, staffing, gaps, load, and a proposal."""
