"""The clerk's own workbook back (退回单): bad cells coloured and annotated, and a list of them."""
