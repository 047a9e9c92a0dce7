"""The stages of training; `kinds` names them all, `factory` builds them.

Adding a stage: a row in `kinds.KINDS`, its name in `config.StageName`, and a `Stage` subclass (or a
branch of one) that turns a batch into loss terms.
"""
