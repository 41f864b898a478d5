"""What people of the office do: remembered answers and the rhythm of what is handed in."""
