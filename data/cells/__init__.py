"""One cell at a time: what an office writes into a cell, and the value that it means."""
