"""Data sets, the packed cache, augmentation and mixing."""
