"""The hidden training subsystem; only the command line opens it."""
