"""Names, formulas, ranges and sources of the indices (clinical.md section 4), for tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assessment.results import Unit


@dataclass(frozen=True, slots=True)
class IndexDef:
    """One entry of the catalogue.

    Attributes:
        id: Key.
        section: Where clinical.md defines it.
        name: For tables.
        formula: A affected, H healthy side; x an excursion, v a value.
        unit: Unit of the estimate, or None for the unit of the measure it is about.
        values: Range, and what its ends mean.
        source: Origin of the formula.
        note: What a reader must know.
    """

    id: str
    section: str
    name: str
    formula: str
    unit: Unit | None
    values: str
    source: str
    note: str = ""


_BLINK_LIMIT: Final = (
    "Found are blinks of at most 0.6 s in which one eye closes by at least 50 % (default)."
)
_DEFAULT: Final = "own definition (default)"

_ALL: Final = (
    IndexDef(
        "symmetry_ratio",
        "4.1",
        "Symmetry ratio",
        "min(L, R) / max(L, R)",
        Unit.RATIO,
        "1 both sides alike; 0 one side has none",
        "[code:D][S20]",
        note="Below 1 by noise alone even on a symmetric face.",
    ),
    IndexDef(
        "symmetry_index",
        "4.1b",
        "Symmetry index",
        "100 min(L, R) / max(L, R)",
        Unit.PCT,
        "100 both sides alike; 0 one side has none",
        "[S45]",
    ),
    IndexDef(
        "percent_difference",
        "4.2",
        "Difference in percent of the healthy side",
        "100 |A - H| / H",
        Unit.PCT,
        "0 both sides alike; 100 the affected side has none, or twice as much",
        "[code:E]",
    ),
    IndexDef(
        "asymmetry_index",
        "4.3",
        "Asymmetry index",
        "100 (H − A) / (H + A)",
        Unit.PCT,
        "0 both sides alike; 100 the affected side has none; below 0 it has more than the other",
        "common form (from memory)",
    ),
    IndexDef(
        "asymmetry_index_unsigned",
        "4.3",
        "Asymmetry index, unsigned",
        "100 |L − R| / (L + R)",
        Unit.PCT,
        "0 both sides alike; 100 one side has none",
        "common form (from memory)",
        note="Above 0 by noise alone even on a symmetric face.",
    ),
    IndexDef(
        "side_difference",
        "3.2",
        "Difference of the sides",
        "H − A, or |R − L| when no single side is affected",
        None,
        "0 symmetric",
        _DEFAULT,
        note="For measures whose ratio means nothing.",
    ),
    IndexDef(
        "fai",
        "4.4",
        "Facial asymmetry index (FAI)",
        "|MC_R - MC_L|",
        None,
        "0 symmetric, higher is worse",
        "[S18]",
    ),
    IndexDef(
        "excursion_ratio",
        "4.5",
        "Excursion ratio",
        "100 x_A / x_H",
        Unit.PCT,
        "below 0 wrong way; 0 no movement; 100 as much as the healthy side; above 100 more",
        "concept of Sunnybrook, House-Brackmann and FNGS; [S20]",
    ),
    IndexDef(
        "kim_index",
        "4.5b",
        "Kim's index",
        "min(D) / max(D), D = max d(motion) - mean d(rest)",
        Unit.RATIO,
        "1 both sides alike; 0 one side has none",
        "[S20]",
        note="The highest single frame is taken, as published, so noise pulls it towards 1.",
    ),
    IndexDef(
        "closure_completeness",
        "4.5c",
        "Closure completeness",
        "100 (1 - PFHs(plateau) / PFHs(neutral))",
        Unit.PCT,
        "0 no closure; 100 complete closure",
        "[S46]",
    ),
    IndexDef(
        "synkinesis_activation",
        "4.6",
        "Involuntary activation",
        "eye: 100 (1 - PFHs / PFHs at rest); mouth: DV; brow: rise of BV",
        None,
        "0 none",
        "[S23][S47]",
        note="Healthy eyes narrow too: both sides are given, and their difference decides.",
    ),
    IndexDef(
        "synkinesis_raw",
        "4.6",
        "Synkinesis, raw",
        "a_A - a_H",
        None,
        "0 none",
        "[S23][S47]",
    ),
    IndexDef(
        "synkinesis_index",
        "4.6",
        "Synkinesis index",
        "100 max(0, a_A - a_H) / the larger voluntary activation of the two sides",
        Unit.PCT,
        "0 none; 100 as large as the voluntary movement",
        _DEFAULT,
        note="No validated cut-offs: a magnitude, not a yes or no.",
    ),
    IndexDef(
        "area_symmetry_ratio",
        "4.7",
        "Area symmetry ratio",
        "min(L, R) / max(L, R) of areas",
        Unit.RATIO,
        "1 both sides alike; 0 one side has none",
        "[code:D]",
    ),
    IndexDef(
        "area_asymmetry_index",
        "4.7",
        "Area asymmetry index",
        "100 (H − A) / (H + A) of areas, or 100 |L − R| / (L + R)",
        Unit.PCT,
        "0 symmetric; with a known side + when the affected area is smaller",
        "[code:D]",
    ),
    IndexDef(
        "mirror_rms",
        "4.8",
        "Mirror residual",
        "RMS distance of the mirrored points of a region from their mates",
        None,
        "0 symmetric",
        "[S34] for surfaces",
        note="Above 0 by noise alone even on a symmetric face.",
    ),
    IndexDef(
        "direction_index",
        "4.9",
        "Direction index",
        "cosine between the displacement of A and the mirrored one of H",
        Unit.RATIO,
        "1 same direction; 0 at a right angle; below 0 opposite",
        "[S48]",
    ),
    IndexDef(
        "peak_velocity_ratio",
        "4.11",
        "Peak velocity ratio",
        "V_A / V_H, V the highest slope of the smoothed excursion",
        Unit.RATIO,
        "1 as much as the healthy side; 0 no movement",
        "[S49] for lids",
    ),
    IndexDef(
        "latency",
        "4.12",
        "Latency of the affected side",
        "t10_A - t10_H, t10 the time of 10 % of the side's own plateau",
        Unit.MS,
        "0 together; + affected side later",
        _DEFAULT,
        note="No finer than one frame.",
    ),
    IndexDef(
        "time_to_peak_ratio",
        "4.13",
        "Rise time ratio",
        "T_A / T_H, T from 10 to 90 % of the side's own plateau",
        Unit.RATIO,
        "1 equal; above 1 affected side slower",
        _DEFAULT,
    ),
    IndexDef(
        "waveform_correlation",
        "4.14",
        "Waveform correlation",
        "Pearson r of the two excursions from onset to offset",
        Unit.RATIO,
        "1 same shape; 0 unrelated; below 0 contrary",
        _DEFAULT,
        note="Below 1 by noise alone.",
    ),
    IndexDef(
        "waveform_lag",
        "4.14",
        "Waveform lag",
        "shift of A against H with the highest cross-correlation",
        Unit.MS,
        "0 together; + affected side later",
        _DEFAULT,
        note="No finer than one frame.",
    ),
    IndexDef(
        "waveform_dtw",
        "4.14",
        "Waveform distance",
        "dynamic-time-warping distance of the unit-scaled excursions per step, band 20 %",
        Unit.RATIO,
        "0 same shape",
        _DEFAULT,
        note="Above 0 by noise alone; no validated norm for palsy was found.",
    ),
    IndexDef(
        "blink_completeness",
        "4.15",
        "Blink completeness",
        "100 (1 - smallest PFHs / PFHs of the open eye), per blink, each eye at its own lowest",
        Unit.PCT,
        "0 no closure; 100 complete closure",
        "[S46]",
        note=f"{_BLINK_LIMIT} At 30 frames per second the lowest moment may fall between two.",
    ),
    IndexDef(
        "blink_amplitude_ratio",
        "4.15",
        "Blink amplitude ratio",
        "100 x_A / x_H of PFHs, per blink",
        Unit.PCT,
        "100 as much as the healthy side; 0 no movement",
        "[S46][S49]",
    ),
    IndexDef(
        "blink_rate",
        "4.15",
        "Blink rate",
        "blinks per minute of usable recording",
        Unit.PER_MIN,
        "0 none",
        "[S50]",
        note=_BLINK_LIMIT,
    ),
    IndexDef(
        "blink_partial",
        "4.15",
        "Partial blinks",
        "share of blinks that close less than 80 % (default)",
        Unit.PCT,
        "0 all complete; 100 all partial",
        "[S50]",
        note=_BLINK_LIMIT,
    ),
    IndexDef(
        "blink_velocity_ratio",
        "4.15",
        "Blink velocity ratio",
        "A / H of the highest closing speed",
        Unit.RATIO,
        "1 as much as the healthy side; 0 no movement",
        "[S49]",
        note="Needs about 120 frames per second [S51].",
    ),
    IndexDef(
        "blink_asynchrony",
        "4.15",
        "Blink asynchrony",
        "moment of closest lids of A minus that of H",
        Unit.MS,
        "0 together; + affected side later",
        "[S46]",
        note="Needs about 120 frames per second [S51].",
    ),
    IndexDef(
        "global_score",
        "4.16",
        "Global excursion score",
        "mean of the five excursion ratios of the Sunnybrook tasks, each within 0..100",
        Unit.PCT,
        "100 as much as the healthy side; 0 no movement",
        _DEFAULT,
        note="For display; it is not a Sunnybrook score.",
    ),
    IndexDef(
        "hb_measurement",
        "2.1",
        "House-Brackmann measurement score",
        "1 point per 2.5 mm of brow rise and of outward commissure travel, 4 points each at most",
        Unit.POINTS,
        "8 full movement; 0 no movement",
        "[S4][S5]",
        note="Not the grade; healthy faces may stay below 8 [S29]. Fractions are not rounded.",
    ),
    IndexDef(
        "hb_measurement_ratio",
        "2.1",
        "House-Brackmann measurement score, relative",
        "8 x mean of the excursion ratios of brow rise and commissure, each within 0..1",
        Unit.POINTS,
        "8 as much as the healthy side; 0 no movement",
        _DEFAULT,
    ),
    IndexDef(
        "rest_drift",
        "1.2",
        "Change of the resting face within the session",
        "RMS distance of the landmarks of the two rest clips",
        None,
        "0 unchanged",
        _DEFAULT,
    ),
    IndexDef(
        "depth_scale",
        "3.7",
        "Depth scale of the landmarks (kappa)",
        "the division of depth under which a turning face keeps its shape best",
        Unit.RATIO,
        "1 true depth; below 1 flattened, above 1 stretched",
        _DEFAULT,
    ),
    IndexDef(
        "pose_variation",
        "3.7",
        "Change with head pose",
        "coefficient of variation over the head turn within 15 degrees, depth scale applied",
        Unit.PCT,
        "accepted below 2 (default)",
        _DEFAULT,
    ),
)

CATALOGUE: Final[dict[str, IndexDef]] = {definition.id: definition for definition in _ALL}
"""All indices by id, in the order of tables."""
