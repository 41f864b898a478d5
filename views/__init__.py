"""Results -> things to look at: HTML, tables, maps, figures. No Streamlit, no database."""
