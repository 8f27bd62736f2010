"""Keys: one data key per resident, household and staff member, wrapped by the site key."""
