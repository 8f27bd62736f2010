"""A street of homes: real recordings replayed by real home agents, with staged incidents."""
