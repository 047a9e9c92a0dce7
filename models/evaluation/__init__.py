"""How good the landmarks are: the field's metrics and the faithfulness to asymmetry."""
