"""Capture in the window: cameras, the threads that record and follow, and what ties them."""
