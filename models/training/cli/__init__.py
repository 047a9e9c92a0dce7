"""The commands behind `hemiface train`, one module a family."""
