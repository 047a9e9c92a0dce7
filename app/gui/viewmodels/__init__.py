"""State and commands behind the views; no widgets."""
