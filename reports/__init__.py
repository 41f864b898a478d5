"""The weekly pack: one collected result, written as documents, slides, a workbook and a page."""
