"""What the patient takes home and what the researcher exports."""
