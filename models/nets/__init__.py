"""The layers of PF-Net."""
