"""Who may do what: signing in, and the rights of each role."""
