"""The handbook, written from the declarations: its chapters, and how the page draws them."""
