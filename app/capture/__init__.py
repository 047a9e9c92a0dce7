"""Guided recording of a visit, without Qt: the protocol as it runs, the lights, the spool."""
