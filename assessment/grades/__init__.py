"""Clinical scales as people fill them in, and what may be suggested for them."""
