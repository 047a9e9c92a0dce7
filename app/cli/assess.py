"""`hemiface assess` and `reassess`: videos to stored, measured visits."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer

from app.cli import tables, terminal
from app.cli.options import FLIP_AVERAGE, DataFolder, FlipAverage, Weights
from app.examination import Examiner
from app.exercise_video import ExerciseVideo
from app.manifest import read_manifest
from assessment.protocol import EXERCISES
from assessment.records import Visit
from assessment.store.library import open_library
from core.errors import InputError
from core.progress import CancelToken


def assess(
    videos: Annotated[list[Path], typer.Argument(help="Videos, or one folder with exam.toml.")],
    patient: Annotated[str, typer.Option("--patient", help="The patient's code.")],
    exercise: Annotated[
        list[str] | None, typer.Option("--exercise", help="Exercise of each video, in order.")
    ] = None,
    mirrored: Annotated[
        bool, typer.Option("--mirrored", help="The videos are mirror images (selfie camera).")
    ] = False,
    taken_at: Annotated[
        dt.datetime | None, typer.Option("--taken-at", help="When; default: now.")
    ] = None,
    examiner: Annotated[str, typer.Option("--examiner", help="Who examined.")] = "",
    camera: Annotated[str, typer.Option("--camera", help="Which camera.")] = "",
    library: DataFolder = None,
    flip_average: FlipAverage = FLIP_AVERAGE,
    weights: Weights = None,
) -> None:
    """Measure the exam videos of one visit and store the visit."""
    given: dict[str, Any] = {"examiner": examiner, "camera": camera}
    if taken_at is not None:
        given["taken_at"] = taken_at
    chosen, fields = _what_to_assess(videos, exercise or [], mirrored=mirrored)
    fields |= {key: value for key, value in given.items() if value}
    fields["taken_at"] = fields.get("taken_at", dt.datetime.now()).astimezone()
    with open_library(library) as store:
        person = store.patients.find(patient)
        visit = Visit(id=uuid4(), patient_id=person.id, **fields)
        worker = Examiner(weights, flip_average=flip_average)
        began_s = time.perf_counter()
        with terminal.progress_bar() as progress:
            done = worker.examine(
                store, person, visit, chosen, progress=progress, cancel=CancelToken()
            )
        tables.show_examination(person, done)
        tables.show_speed(done, time.perf_counter() - began_s)


def reassess(
    patient: Annotated[str, typer.Argument(help="The patient's code.")],
    library: DataFolder = None,
    flip_average: FlipAverage = FLIP_AVERAGE,
    weights: Weights = None,
) -> None:
    """Measure all stored visits of a patient again; the earlier results stay beside the new."""
    with open_library(library) as store:
        person = store.patients.find(patient)
        worker = Examiner(weights, flip_average=flip_average)
        skipped = 0
        for examination in store.visits.history(person.id):
            try:
                with terminal.progress_bar() as progress:
                    done = worker.examine_again(
                        store, person, examination, progress=progress, cancel=CancelToken()
                    )
            except InputError as error:
                terminal.complain(error.text())
                skipped += 1
                continue
            tables.show_examination(person, done)
    if skipped:
        raise typer.Exit(1)


def _what_to_assess(
    videos: list[Path], exercises: list[str], *, mirrored: bool
) -> tuple[tuple[ExerciseVideo, ...], dict[str, Any]]:
    """The files with their exercises, and what a manifest says about the visit."""
    if len(videos) == 1 and videos[0].is_dir():
        if exercises:
            raise InputError("A folder's exercises stand in its exam.toml: leave out --exercise.")
        if mirrored:
            raise InputError(
                "A folder's exam.toml says which videos are mirrored: leave out --mirrored."
            )
        manifest = read_manifest(videos[0])
        return manifest.videos, dict(manifest.visit)
    if len(exercises) != len(videos):
        raise InputError(
            f"Name one exercise a video: {len(videos)} videos and {len(exercises)} --exercise came."
        )
    for name in exercises:
        if name not in EXERCISES:
            raise InputError(f"Unknown exercise {name!r}; known are {', '.join(EXERCISES)}.")
    if len(set(exercises)) < len(exercises):
        raise InputError("An exercise is named twice: give one video for each.")
    pairs = zip(exercises, videos, strict=True)
    return tuple(ExerciseVideo(name, path, mirrored=mirrored) for name, path in pairs), {}
