"""The two sides of one clip against each other: measures out, indices of excursions and rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from assessment import indices
from assessment.face_frame import FaceClip
from assessment.findings import NO_SINGLE_SIDE, SIDES, Findings, SessionContext
from assessment.measure_types import MeasureClass, MeasureDef, Quantity
from assessment.measures import CATALOGUE
from assessment.protocol import Movement
from assessment.results import Measure, Phase
from assessment.sampling import SampleTable
from assessment.segmentation import GATE_SDS
from assessment.statistics import NotMeasurable, Sample, estimate
from core.types import IntArray

DEPTH_SENSITIVE_YAW_DEG: Final = 5.0
"""Depth-sensitive measures need a head turned less, or a known depth scale (clinical.md 3.7)."""

TURNED: Final = "it depends on depth, and the head was turned by more than 5 degrees"
TOO_SMALL: Final = "neither side moved more than three times its scatter at rest"

FAI_MEASURE: Final = "MC"
MIRROR_MEASURES: Final = tuple(key for key in CATALOGUE if key.startswith("MIR_"))
SHIFT_MEASURES: Final = ("DVl", "DVv", "DVa")

KIM: Final = {"brow_raise": ("forehead", "KB"), "smile_open": ("mouth", "KM")}
"""Kim's two indices [S20]: exercise to region and measure."""

REST_AREAS: Final = ("PFA", "MAo")
PEAK_AREAS: Final = {"smile_open": ("MAo", "MAi", "HMAo", "HMAi")}
SMILES: Final = ("smile_closed", "smile_open", "spont_smile")
CLOSURES: Final = ("eye_gentle", "eye_tight")


def is_trusted(definition: MeasureDef, clip: FaceClip, context: SessionContext) -> bool:
    """Whether the head pose of a clip allows a measure (clinical.md 3.7)."""
    if not definition.depth_sensitive or context.depth_calibrated:
        return True
    return float(np.median(np.abs(clip.yaw_deg))) <= DEPTH_SENSITIVE_YAW_DEG


def report_measures(
    findings: Findings, clip: FaceClip, table: SampleTable, context: SessionContext
) -> None:
    """Every measure of `table` in its unit, excursions with the intended direction positive."""
    directions = {move.measure_id: move.direction for move in clip.exercise.movements}
    distrusted = [d.id for d in CATALOGUE.values() if not is_trusted(d, clip, context)]
    for measure_id in distrusted:
        findings.missing(measure_id, TURNED)
    for (measure_id, phase), samples in table.items():
        definition = CATALOGUE[measure_id]
        if measure_id in distrusted or not _says_something(definition, phase):
            continue
        sign = directions.get(measure_id, 1) if phase is Phase.EXCURSION else 1
        factor = sign * definition.quantity.factor(context.mm_per_unit)
        unit = definition.quantity.unit(calibrated=context.calibrated)
        for side, sample in zip(definition.sides, samples, strict=True):
            scaled = sample.scaled(factor)
            findings.measures.append(
                Measure(measure_id, phase, side, unit, estimate(scaled), scaled.values)
            )


def _says_something(definition: MeasureDef, phase: Phase) -> bool:
    """At rest a displacement is 0 by definition, and some angles have no excursion."""
    if phase is Phase.REST:
        return definition.measure_class is not MeasureClass.DISPLACEMENT
    return definition.excursion or phase is Phase.PEAK


def compare_rest(
    findings: Findings, clip: FaceClip, table: SampleTable, context: SessionContext
) -> None:
    """Indices of the resting face."""
    for movement in clip.exercise.movements:
        definition = CATALOGUE[movement.measure_id]
        if not is_trusted(definition, clip, context):
            continue
        sides = table[definition.id, Phase.REST]
        if definition.ratio:
            _asymmetry(findings, definition.id, sides, context)
        else:
            factor = definition.quantity.factor(context.mm_per_unit)
            scaled = tuple(side.scaled(factor) for side in sides)
            _difference(findings, definition, scaled, context)
    _compare_areas(findings, clip, [(key, Phase.REST) for key in REST_AREAS], table, context)
    _shape_indices(findings, table, Phase.REST, context, with_fai=True)


def compare_excursions(
    findings: Findings, clip: FaceClip, table: SampleTable, context: SessionContext
) -> None:
    """Indices of one exercise (4.1 to 4.9)."""
    exercise = clip.exercise
    for movement in exercise.movements:
        definition = CATALOGUE[movement.measure_id]
        if is_trusted(definition, clip, context):
            _compare_movement(findings, movement, table, context)
    areas = [(key, Phase.PEAK) for key in PEAK_AREAS.get(exercise.id, ())]
    _compare_areas(findings, clip, areas, table, context)
    _shape_indices(findings, table, Phase.PEAK, context, with_fai=exercise.id in SMILES)
    if exercise.id in CLOSURES:
        report_closure(findings, "closure_completeness", eye_losses_pct(table))
    if exercise.id in SMILES:
        _compare_directions(findings, table)


def excursions(
    movement: Movement, table: SampleTable, context: SessionContext
) -> tuple[Sample, ...]:
    """Excursions of both sides, intended direction positive, in reported units."""
    quantity = CATALOGUE[movement.measure_id].quantity
    factor = movement.direction * quantity.factor(context.mm_per_unit)
    return tuple(sample.scaled(factor) for sample in table[movement.measure_id, Phase.EXCURSION])


def passes_gate(measure_id: str, sides: tuple[Sample, ...], context: SessionContext) -> bool:
    """The activation gate 4.10: some side moves more than 3 standard deviations of rest."""
    factor = CATALOGUE[measure_id].quantity.factor(context.mm_per_unit)
    scatter = [GATE_SDS * factor * side.sd for side in context.reference.values(measure_id)]
    return any(sample.median > threshold for sample, threshold in zip(sides, scatter, strict=True))


def _compare_movement(
    findings: Findings, movement: Movement, table: SampleTable, context: SessionContext
) -> None:
    definition = CATALOGUE[movement.measure_id]
    sides = excursions(movement, table, context)
    if not definition.ratio:
        _difference(findings, definition, sides, context)
        return
    if not passes_gate(definition.id, sides, context):
        findings.missing(f"excursion_ratio {definition.id}", TOO_SMALL)
        return
    roles = context.roles(sides)
    if roles is None:
        findings.missing(f"excursion_ratio {definition.id}", NO_SINGLE_SIDE)
    else:
        findings.index("excursion_ratio", definition.id, indices.excursion_ratio(*roles))
    _asymmetry(findings, definition.id, sides, context)


def _asymmetry(
    findings: Findings, subject: str, sides: tuple[Sample, ...], context: SessionContext
) -> None:
    """Indices 4.1 to 4.3."""
    right, left = sides
    findings.index("symmetry_ratio", subject, indices.symmetry_ratio(right, left))
    findings.index("symmetry_index", subject, indices.symmetry_index(right, left))
    roles = context.roles(sides)
    if roles is None:
        unsigned = indices.asymmetry_index_unsigned(right, left)
        findings.index("asymmetry_index_unsigned", subject, unsigned)
        return
    findings.index("asymmetry_index", subject, indices.asymmetry_index(*roles))
    findings.index("percent_difference", subject, indices.percent_difference(*roles))


def _difference(
    findings: Findings,
    definition: MeasureDef,
    sides: tuple[Sample, ...],
    context: SessionContext,
) -> None:
    """Difference of the sides of a measure whose ratio means nothing; `sides` in its unit."""
    right, left = sides
    roles = context.roles(sides)
    outcome = (
        indices.side_difference(*roles)
        if roles is not None
        else indices.side_difference_unsigned(right, left)
    )
    unit = definition.quantity.unit(calibrated=context.calibrated)
    findings.index("side_difference", definition.id, outcome, unit=unit)


def _compare_areas(
    findings: Findings,
    clip: FaceClip,
    areas: list[tuple[str, Phase]],
    table: SampleTable,
    context: SessionContext,
) -> None:
    """Index 4.7."""
    for key in areas:
        if not is_trusted(CATALOGUE[key[0]], clip, context):
            for index_id in ("area_symmetry_ratio", "area_asymmetry_index"):
                findings.missing(f"{index_id} {key[0]}", TURNED)
            continue
        right, left = table[key]
        roles = context.roles((right, left))
        asymmetry = (
            indices.asymmetry_index(*roles)
            if roles is not None
            else indices.asymmetry_index_unsigned(right, left)
        )
        findings.index("area_symmetry_ratio", key[0], indices.symmetry_ratio(right, left))
        findings.index("area_asymmetry_index", key[0], asymmetry)


def _shape_indices(
    findings: Findings,
    table: SampleTable,
    phase: Phase,
    context: SessionContext,
    *,
    with_fai: bool,
) -> None:
    """The facial asymmetry index (4.4) and the mirror residuals (4.8)."""
    unit = Quantity.LENGTH.unit(calibrated=context.calibrated)
    factor = Quantity.LENGTH.factor(context.mm_per_unit)
    if with_fai:
        right, left = (side.scaled(factor) for side in table[FAI_MEASURE, phase])
        outcome = indices.side_difference_unsigned(right, left)
        findings.index("fai", FAI_MEASURE, outcome, unit=unit)
    for measure_id in MIRROR_MEASURES:
        (residual,) = table[measure_id, phase]
        findings.index("mirror_rms", measure_id, estimate(residual.scaled(factor)), unit=unit)


def eye_losses_pct(table: SampleTable) -> tuple[Sample | NotMeasurable, ...]:
    """By how many percent the right and the left eye narrow (4.5c and 4.15)."""
    sides = zip(table["PFHs", Phase.PEAK], table["PFHs", Phase.REST], strict=True)
    return tuple(_loss_pct(peak, neutral) for peak, neutral in sides)


def paired_eye_losses_pct(table: SampleTable) -> tuple[Sample, ...] | NotMeasurable:
    """The same in the repetitions that show both eyes open before, for their comparison (4.6)."""
    peaks, neutrals = table["PFHs", Phase.PEAK], table["PFHs", Phase.REST]
    right, left = map(indices.is_clear, neutrals)
    clear = [both[0] and both[1] for both in zip(right, left, strict=True)]
    if not any(clear):
        return NotMeasurable("one eye is hardly open before the movement")
    losses = []
    for peak, neutral in zip(peaks, neutrals, strict=True):
        loss = _loss_pct(peak.only(clear), neutral.only(clear))
        if isinstance(loss, NotMeasurable):
            return loss
        losses.append(loss)
    return tuple(losses)


def _loss_pct(peak: Sample, neutral: Sample) -> Sample | NotMeasurable:
    loss = indices.relative_loss(peak, neutral)
    return loss if isinstance(loss, NotMeasurable) else loss.scaled(indices.PCT)


def report_closure(
    findings: Findings, index_id: str, losses_pct: tuple[Sample | NotMeasurable, ...]
) -> None:
    """How far each eye closes (4.5c and 4.15)."""
    for side, loss in zip(SIDES, losses_pct, strict=True):
        outcome = loss if isinstance(loss, NotMeasurable) else estimate(loss)
        findings.index(index_id, "PFHs", outcome, side=side)


def _compare_directions(findings: Findings, table: SampleTable) -> None:
    """Index 4.9 on the commissures."""
    components = [table[measure_id, Phase.EXCURSION] for measure_id in SHIFT_MEASURES]
    right = [sides[0] for sides in components]
    left = [sides[1] for sides in components]
    findings.index("direction_index", "commissure", indices.direction_index(right, left))


def compare_kim(
    findings: Findings, clip: FaceClip, movements: Sequence[IntArray], context: SessionContext
) -> None:
    """Kim's forehead and mouth index (4.5b), from single maximal frames as published [S20].

    Args:
        findings: Where the results go.
        clip: The clip.
        movements: int64 (n,), n >= 1, the frames of each repetition without blinks.
        context: What the session shares.
    """
    if clip.exercise.id not in KIM:
        return
    region, measure_id = KIM[clip.exercise.id]
    definition = CATALOGUE[measure_id]
    if not is_trusted(definition, clip, context):
        findings.missing(f"kim_index {region}", TURNED)
        return
    if not movements:
        findings.missing(f"kim_index {region}", "the eyes blinked throughout the movements")
        return
    series = definition.compute(clip.points, context.reference.mean)
    at_rest = context.reference.values(measure_id)
    right, left = (
        Sample(
            tuple(float(values[frames].max()) - rest.value for frames in movements),
            (rest.sd,) * len(movements),
        )
        for values, rest in zip(series, at_rest, strict=True)
    )
    findings.index("kim_index", region, indices.symmetry_ratio(right, left))
