"""The first import of torch, in a process of its own: here it is loaded already."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import gc, sys
from pathlib import Path
from models.runtime.loading import beside_other_threads
with beside_other_threads():
    linked = "libtorch_cpu" in Path("/proc/self/maps").read_text()
    print(linked, "torch" in sys.modules, gc.isenabled())
    import torch
    tensor = torch.ones(2)
frozen = gc.get_freeze_count()
gc.collect()
print(gc.isenabled(), frozen > 100_000, len(gc.get_objects()) < 10_000, float(tensor.sum()))
"""


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux what is loaded")
def test_torch_is_linked_before_its_import_and_its_objects_are_no_garbage_to_search():
    said = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, timeout=200
    )
    first, second = said.stdout.splitlines()
    assert first.split() == ["True", "False", "False"]
    assert second.split() == ["True", "True", "True", "2.0"]
