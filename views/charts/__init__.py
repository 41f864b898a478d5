"""Plotly figures: the finding above, direct labels, nothing that needs the network."""
