"""Faces rendered from a morphable model, with exact landmarks: training, benchmarks, demo."""
