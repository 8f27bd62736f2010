"""HTTP doors, one blueprint per audience: they translate and never decide."""
