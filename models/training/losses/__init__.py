"""What training minimises, one module a family."""
