"""PF-Net: nets, running them, synthetic faces with exact truth, and the training subsystem."""
