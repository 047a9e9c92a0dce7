"""A pack as a data set, so that rendered and photo-driven faces are measured like photographs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from models.training.data.pack import IMAGES_FILE, open_pack
from models.training.data.sets.records import FaceRecord, PictureSource

PACK_SET: Final = "pack"
"""Name in the catalogue."""
WHOLE_PACK: Final = "test"
"""The split that all faces of a pack are in, whatever the pack was made for."""
LAYOUT: Final = "a pack: images.npy, points.npy and what `models.training.data.pack` describes"


@dataclass(frozen=True, slots=True)
class PackedSet:
    """One pack; every face is in `WHOLE_PACK`.

    Attributes:
        folder: Where it lies.
    """

    folder: Path

    def records(self) -> tuple[FaceRecord, ...]:
        """See `records.DataSet.records`."""
        pack = open_pack(self.folder)
        path = self.folder / IMAGES_FILE
        names = pack.persons if pack.persons is not None else np.arange(len(pack)).astype(str)
        return tuple(
            FaceRecord(
                name=f"{row:06d}",
                source=PictureSource(path, row),
                person=str(names[row]),
                split=WHOLE_PACK,
                points_px=pack.points[row].astype(np.float64) if pack.weights[row].any() else None,
                trust=pack.weights[row].astype(np.float64),
            )
            for row in range(len(pack))
        )
