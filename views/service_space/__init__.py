"""The service space page: area, gaps, facilities, the ten-minute circle, and proposals."""
