"""The research data behind the benchmarks: where each part lies under the folder of `--data`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.errors import DataError, InputError
from models.evaluation.photo_sets import PhotoSet, read_photo_set
from models.synthetic.photo import background_pictures
from models.synthetic.render import Renderer


@dataclass(frozen=True, slots=True)
class BenchData:
    """A data folder.

        faces/test_helen  the 330 photographs of the HELEN test set with human points
        ict               the ICT-FaceKit morphable face, packed
        backgrounds       photographs to render faces before; may be missing

    Attributes:
        root: The folder that was given.
    """

    root: Path

    def __post_init__(self) -> None:
        if not self.root.is_dir():
            raise InputError(
                f"The folder {self.root} does not exist: point --data at the folder that holds "
                "faces/test_helen and ict."
            )

    def helen(self) -> PhotoSet:
        """The HELEN test set.

        Raises:
            DataError: It is missing or malformed.
        """
        return read_photo_set(self._part("faces/test_helen", "the HELEN test photographs"))

    def renderer(self) -> Renderer:
        """A renderer of the morphable face.

        Raises:
            DataError: The face is missing or malformed.
        """
        return Renderer.load(self._part("ict", "the packed ICT-FaceKit face"))

    def backgrounds(self) -> tuple[Path, ...]:
        """Photographs for backgrounds; none when the folder lacks them.

        Raises:
            DataError: The folder of backgrounds holds no photograph.
        """
        folder = self.root / "backgrounds"
        return background_pictures(folder) if folder.is_dir() else ()

    def _part(self, name: str, what: str) -> Path:
        folder = self.root / name
        if not folder.is_dir():
            raise DataError(
                f"{self.root} has no folder {name} with {what}: "
                "point --data at the folder that holds it."
            )
        return folder
