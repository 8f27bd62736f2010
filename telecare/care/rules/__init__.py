"""The rules: one file each; the file, the function and the rule id share one name."""
