"""What we do: one function, one transaction, one audit entry."""
