"""Clinical meaning: protocol, measures, indices, records, store and report; no Qt, no torch."""
