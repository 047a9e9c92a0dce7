"""Depth of 300-W-LP's landmarks: its files give the parameters of a face model, not z.

A face is f R(pitch, yaw, roll) (mean + shape a + expression b) + t (Zhu et al., CVPR 2016, and the
`Code` folder of their release), x to the right, y up, z towards the camera. The model is made from
the Basel Face Model, which its owners do not let others pass on: the user generates it with the
release's `ModelGenerate.m`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np

from core.errors import DataError
from core.types import POINT_COUNT, FloatArray
from models.training.data.sets.reading import need, read_mat

MODEL_FOLDER: Final = Path("Code", "ModelGeneration")
SHAPE_FILE: Final = "Model_Shape.mat"
EXPRESSION_FILE: Final = "Model_Exp.mat"

_AXES: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class MorphableLandmarks:
    """The 68 landmarks of the model.

    Attributes:
        mean: (204,), x, y, z of one landmark after the other.
        shape: (204, K).
        expression: (204, L).
    """

    mean: FloatArray
    shape: FloatArray
    expression: FloatArray

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the model files.

        Raises:
            DataError: A file is missing or malformed.
        """
        shape_file, expression_file = folder / SHAPE_FILE, folder / EXPRESSION_FILE
        shape = read_mat(
            shape_file, {"mu_shape": (None, 1), "w": (None, None), "keypoints": (1, POINT_COUNT)}
        )
        expression = read_mat(expression_file, {"mu_exp": (None, 1), "w_exp": (None, None)})
        mean = need(shape, "mu_shape", shape_file)[:, 0]
        mean_expression = need(expression, "mu_exp", expression_file)[:, 0]
        modes, moves = need(shape, "w", shape_file), need(expression, "w_exp", expression_file)
        vertices = need(shape, "keypoints", shape_file)[0].astype(np.int64) - 1
        rows = (vertices[:, None] * _AXES + np.arange(_AXES)).ravel()
        sizes = {len(mean), len(mean_expression), len(modes), len(moves)}
        if len(sizes) > 1 or rows.min() < 0 or rows.max() >= len(mean):
            raise DataError(f"{shape_file} and {expression_file} are not of one face model.")
        return cls((mean + mean_expression)[rows], modes[rows], moves[rows])

    def place(self, pose: FloatArray, shape: FloatArray, expression: FloatArray) -> FloatArray:
        """The landmarks of a fitted face.

        Args:
            pose: (7,) pitch, yaw, roll in radians, translation in pixels, pixels a model unit.
            shape: (K,).
            expression: (L,).

        Returns:
            (68, 3): x to the right and y up in pixels, z towards the camera.

        Raises:
            ValueError: The parameters are not those of this model.
        """
        flat = self.mean + self.shape @ shape + self.expression @ expression
        placed: FloatArray = pose[6] * flat.reshape(-1, _AXES) @ rotation(*pose[:3]).T + pose[3:6]
        return placed


def rotation(pitch_rad: float, yaw_rad: float, roll_rad: float) -> FloatArray:
    """R = Rx(pitch) Ry(yaw) Rz(roll) of `Pose_Para`, in the model's axes (y up)."""
    sin_x, cos_x = np.sin(pitch_rad), np.cos(pitch_rad)
    sin_y, cos_y = np.sin(yaw_rad), np.cos(yaw_rad)
    sin_z, cos_z = np.sin(roll_rad), np.cos(roll_rad)
    about_x = np.array([[1, 0, 0], [0, cos_x, sin_x], [0, -sin_x, cos_x]])
    about_y = np.array([[cos_y, 0, -sin_y], [0, 1, 0], [sin_y, 0, cos_y]])
    about_z = np.array([[cos_z, sin_z, 0], [-sin_z, cos_z, 0], [0, 0, 1]])
    matrix: FloatArray = about_x @ about_y @ about_z
    return matrix
