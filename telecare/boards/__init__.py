"""Boards: what each screen reads, as frozen values; they write the view entry."""
