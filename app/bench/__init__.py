"""Benchmarks: what the landmarks are worth, as figures anybody can reproduce."""
