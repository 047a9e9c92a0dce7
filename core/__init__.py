"""Geometry, landmarks, pictures and video on NumPy, OpenCV and PyAV; knows no other package here."""
