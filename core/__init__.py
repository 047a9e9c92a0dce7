"""Geometry, landmarks and video on NumPy, OpenCV and PyAV; imports no other part of the program."""
