"""Socket doors: nudges only. Nothing here changes a record."""
