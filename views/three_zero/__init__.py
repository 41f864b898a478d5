"""The three-zero page: first line, matrix, components, lists, signals."""
