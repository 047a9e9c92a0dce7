"""Geometry, landmarks and video: numpy only, and knows no other package of the program."""
