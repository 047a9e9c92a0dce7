"""Evaluation after training: tables and plots like the paper's, on any data set adapter."""
