"""Everything that needs Streamlit and is not a screen of its own."""
