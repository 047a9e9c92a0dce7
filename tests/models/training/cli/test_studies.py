"""The studies print the paper's rows only beside the very faces that the paper measures."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from models.training.cli import studies
from models.training.evaluation.labelled_set import LabelledSet
from models.training.evaluation.study_tables import MEASURED, PUBLISHED, Headline, StudyRow

OURS = Headline(4.0, 1.0, 60.0, 2.0, 9.0, 3.0)


@pytest.mark.parametrize(
    ("command", "name", "count", "whole", "published"),
    [
        ("palsy-split", "parface-palsy", 450, True, True),
        ("palsy-split", "parface-palsy", 450, False, False),
        ("palsy-split", "parface-palsy", 12, True, False),
        ("palsy-split", "parface", 1350, True, False),
        ("ablate", "parface", 1350, True, True),
        ("ablate", "parface", 450, True, False),
        ("ablate", "helen", 330, True, False),
    ],
)
def test_published_rows(tmp_path, monkeypatch, command, name, count, whole, published):
    faces = LabelledSet(name, "test", records=(None,) * count, whole=whole)
    labels = ("AWing", 6) if command == "palsy-split" else ("yes", "yes", "AWing")
    monkeypatch.setattr(studies, "open_sets", lambda *_: [faces])
    monkeypatch.setattr(studies, "run_study", lambda *_: (StudyRow(labels, {name: OURS}),))
    done = CliRunner().invoke(
        studies.commands, [command, "recipe", "packs", str(tmp_path), f"{name}=folder"]
    )
    assert done.exit_code == 0, done.output
    assert MEASURED in done.output
    assert (PUBLISHED in done.output) == published
