"""The paper's Tables II to VI as published (Diaz Barros et al., FG 2024), to print beside ours.

They hold for AFLW2000-3D and ParFace only, whole and on crops about the true landmarks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from models.training.evaluation.study_tables import Headline, StudyRow, study_table
from models.training.evaluation.tables import Table

AFLW2000_3D: Final = "aflw2000"
PARFACE: Final = "parface"
PARFACE_PALSY: Final = "parface-palsy"
"""Names in the catalogue of data sets."""

FACE_COUNTS: Final = {AFLW2000_3D: 2000, PARFACE: 1350, PARFACE_PALSY: 450}
"""Faces with landmarks in the test split of each (Table I, sections IV-A and IV-G 5): Tables II to
V are measured on the first two, Table VI on the last."""

SEQUENCES_NOTE: Final = (
    "The paper does not name the three sequences it tests on: the published figures may be of "
    "other ones."
)

MSE: Final = "MSE"
AWING: Final = "AWing"


def same_faces(dataset: str, count: int) -> bool:
    """Whether `count` faces of a data set's test split are as many as the paper measures."""
    return FACE_COUNTS.get(dataset) == count


@dataclass(frozen=True, slots=True)
class YawRow:
    """A row of Table II.

    Attributes:
        method: The method.
        bins_pct: NME for |yaw| 0 to 30, 30 to 60 and 60 to 90 degrees.
        mean_of_bins_pct: Their mean, the paper's "All".
        all_pct: Mean NME over all images, from Table IV where it is given.
        gte_pct: Over all images.
    """

    method: str
    bins_pct: tuple[float, float, float]
    mean_of_bins_pct: float
    all_pct: float | None = None
    gte_pct: float | None = None


TABLE_II: Final = (
    YawRow("3DDFA", (2.84, 3.57, 4.96), 3.79),
    YawRow("SPDT", (3.56, 4.06, 4.11), 3.88),
    YawRow("3DDFA_V2", (2.63, 3.42, 4.48), 3.51),
    YawRow("2DAL", (2.75, 3.46, 4.45), 3.55),
    YawRow("SADRNet", (2.66, 3.30, 4.42), 3.46),
    YawRow("SynergyNet", (2.66, 3.30, 4.27), 3.41),
    YawRow("SDM", (3.67, 4.94, 9.76), 6.12),
    YawRow("3D-FAN", (2.77, 3.48, 4.60), 3.62, gte_pct=7.45),
    YawRow("JVCR", (2.94, 3.46, 4.53), 3.64, gte_pct=7.28),
    YawRow("StyleGAN-FA", (2.65, 3.62, 4.89), 3.72),
    YawRow("PF-Net MSE", (2.62, 3.65, 4.80), 3.69, all_pct=3.15, gte_pct=7.42),
    YawRow("PF-Net AWing", (2.61, 3.67, 4.74), 3.67, all_pct=3.14, gte_pct=7.38),
)

TABLE_III: Final = {
    "3DDFA_V2": Headline(4.65, 2.51, 55.14, 1.11, 11.18, 5.98),
    "SynergyNet": Headline(5.49, 4.96, 49.48, 1.70, 13.89, 8.48),
    "DECA": Headline(4.24, 1.19, 57.81, 0.88, 23.27, 6.27),
    "3D-FAN": Headline(4.26, 3.64, 59.83, 0.96, 7.06, 6.20),
    "JVCR": Headline(4.00, 2.79, 61.87, 1.26, 8.79, 4.91),
    "PF-Net MSE": Headline(3.83, 3.19, 62.74, 0.96, 8.14, 4.60),
    "PF-Net AWing": Headline(3.79, 2.98, 62.81, 0.82, 8.05, 4.37),
}
"""Performance on ParFace."""


def _both(aflw2000_3d: Headline, parface: Headline) -> dict[str, Headline]:
    return {AFLW2000_3D: aflw2000_3d, PARFACE: parface}


_FULL_AWING: Final = _both(
    Headline(3.14, 2.92, 70.22, 1.35, 7.38, 5.05), Headline(3.79, 2.98, 62.81, 0.82, 8.05, 4.37)
)
_SUPERVISED_AWING: Final = _both(
    Headline(3.96, 3.97, 64.81, 3.65, 9.03, 6.93), Headline(4.46, 3.56, 56.17, 1.04, 9.47, 5.27)
)

TABLE_IV: Final = (
    StudyRow(
        ("no", "no", MSE),
        _both(
            Headline(3.91, 3.94, 65.31, 3.56, 8.81, 6.87),
            Headline(4.24, 3.27, 58.39, 1.11, 9.16, 4.89),
        ),
    ),
    StudyRow(
        ("yes", "no", MSE),
        _both(
            Headline(3.23, 2.90, 69.40, 1.50, 7.77, 6.22),
            Headline(3.96, 3.34, 61.75, 0.96, 8.40, 4.87),
        ),
    ),
    StudyRow(
        ("yes", "yes", MSE),
        _both(
            Headline(3.15, 2.96, 70.17, 1.50, 7.42, 5.33),
            Headline(3.83, 3.19, 62.74, 0.96, 8.14, 4.60),
        ),
    ),
    StudyRow(("no", "no", AWING), _SUPERVISED_AWING),
    StudyRow(
        ("yes", "no", AWING),
        _both(
            Headline(3.19, 2.95, 69.78, 1.45, 7.45, 5.07),
            Headline(3.94, 3.21, 61.76, 0.96, 8.41, 4.75),
        ),
    ),
    StudyRow(("yes", "yes", AWING), _FULL_AWING),
)
"""Self-supervision, in-domain inversion, alignment loss."""

TABLE_V: Final = (
    StudyRow(("0",), _SUPERVISED_AWING),
    StudyRow(
        ("1",),
        _both(
            Headline(3.57, 3.36, 67.31, 2.45, 8.20, 5.94),
            Headline(4.20, 3.42, 58.87, 1.19, 9.06, 5.15),
        ),
    ),
    StudyRow(
        ("3, palsy data only",),
        _both(
            Headline(3.58, 3.24, 66.97, 2.65, 8.16, 5.59),
            Headline(4.19, 3.31, 58.86, 0.89, 9.06, 4.94),
        ),
    ),
    StudyRow(
        ("13",),
        _both(
            Headline(3.35, 3.09, 68.94, 1.70, 7.70, 5.42),
            Headline(3.84, 2.85, 61.89, 0.89, 8.65, 4.34),
        ),
    ),
    StudyRow(
        ("34",),
        _both(
            Headline(3.26, 2.94, 69.35, 1.55, 7.55, 5.07),
            Headline(3.96, 3.33, 61.52, 0.82, 8.30, 4.94),
        ),
    ),
    StudyRow(
        ("97",),
        _both(
            Headline(3.17, 2.96, 70.07, 1.30, 7.46, 5.14),
            Headline(3.82, 2.98, 62.38, 0.82, 8.15, 4.41),
        ),
    ),
    StudyRow(("100",), _FULL_AWING),
)
"""Share of the data of the self-supervised stage, %."""


def _sequences(loss: str, rows: Sequence[tuple[float, float, float, float]]) -> list[StudyRow]:
    return [
        StudyRow((loss, count), {PARFACE_PALSY: Headline(nme, None, auc10, fr10, gte, None)})
        for count, (nme, auc10, fr10, gte) in enumerate(rows)
    ]


TABLE_VI: Final = (
    *_sequences(
        MSE,
        (
            (3.99, 61.10, 1.11, 8.79),
            (4.41, 56.81, 1.11, 9.70),
            (4.13, 58.63, 0.44, 8.98),
            (3.60, 63.70, 0.44, 8.34),
            (3.45, 65.22, 0.44, 8.03),
            (3.43, 65.39, 0.44, 7.93),
            (3.22, 67.43, 0.44, 7.99),
        ),
    ),
    *_sequences(
        AWING,
        (
            (3.92, 61.45, 0.89, 8.72),
            (4.17, 58.70, 0.89, 8.94),
            (4.08, 59.06, 0.44, 8.50),
            (3.77, 62.11, 0.44, 8.44),
            (3.55, 64.12, 0.22, 7.87),
            (3.53, 64.47, 0.44, 8.10),
            (3.18, 67.77, 0.22, 7.44),
        ),
    ),
)
"""Alignment loss and number of palsy sequences of 150 frames for fine-tuning; tested on the 450
frames of three further sequences."""


def ablation_table(
    rows: Sequence[StudyRow],
    *,
    same_data: Collection[str] = (),
    provenance: Mapping[str, str] | None = None,
) -> Table:
    """Table IV from rows labelled with self-supervision and inversion (yes, no) and the loss.

    Args:
        rows: The measured variants.
        same_data: As of `study_tables.study_table`.
        provenance: Where the measured figures come from.
    """
    return study_table(
        "Self-supervision, in-domain inversion and loss (as the paper's Table IV)",
        ("Self-supervision", "In-domain inversion", "Loss"),
        rows,
        published=TABLE_IV,
        same_data=same_data,
        provenance=provenance,
    )


def portions_table(
    rows: Sequence[StudyRow],
    *,
    same_data: Collection[str] = (),
    provenance: Mapping[str, str] | None = None,
) -> Table:
    """Table V from rows labelled with the share of the self-supervised stage's data, %."""
    return study_table(
        "Share of the data of the self-supervised stage (as the paper's Table V)",
        ("Data %",),
        rows,
        published=TABLE_V,
        same_data=same_data,
        provenance=provenance,
    )


def palsy_split_table(
    rows: Sequence[StudyRow],
    *,
    same_data: Collection[str] = (),
    provenance: Mapping[str, str] | None = None,
) -> Table:
    """Table VI from rows labelled with the loss and the number of palsy sequences."""
    return study_table(
        "Fine-tuning on labelled palsy sequences (as the paper's Table VI)",
        ("Loss", "Sequences"),
        rows,
        published=TABLE_VI,
        same_data=same_data,
        provenance=provenance,
        note=SEQUENCES_NOTE if PARFACE_PALSY in same_data else "",
    )
