"""What we keep: one module per noun, with its table and the only ways to its rows."""
