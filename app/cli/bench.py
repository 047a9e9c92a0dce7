"""`hemiface bench ...`: what the landmarks are worth, measured on the user's own copy of the data.

Every command prints a table and, with --json, writes one flat JSON object with the units in the
names.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.table import Column, Table

from app.cli import terminal
from core.errors import InputError

if TYPE_CHECKING:  # torch and numba load when a benchmark runs, not with the program
    from app.bench.figures import Figures
    from models.runtime.landmarker import CropLandmarker
    from models.runtime.network import PFNetLandmarker

commands = typer.Typer(
    no_args_is_help=True, help="Benchmarks of the landmarks, of their speed and of the window."
)

Data = Annotated[
    Path,
    typer.Option(
        "--data",
        help="Folder of the research data: faces/test_helen, ict, and backgrounds if at hand.",
    ),
]
Json = Annotated[
    Path | None, typer.Option("--json", help="File for the figures, one flat JSON object.")
]
_WEIGHTS_HELP: Final = "id@version; the shipped default if not given"
Weights = Annotated[str | None, typer.Option("--weights", help=f"{_WEIGHTS_HELP}.")]
WeightsOrPeer = Annotated[
    str | None,
    typer.Option("--weights", help=f"{_WEIGHTS_HELP}; mediapipe: the Face Mesh of that package."),
]
Peers = Annotated[
    bool,
    typer.Option("--peers", help="Also MediaPipe on the same crops, where it is installed."),
]

_FACES: Final = 300
_SITTERS: Final = 20
_STARTS: Final = 5
_FEWEST: Final = 2
Faces = Annotated[int, typer.Option(min=_FEWEST, help="Rendered faces.")]
Photographs = Annotated[
    int | None, typer.Option(min=_FEWEST, help="Photographs; all if not given.")
]

# One line a measure is for the file; on the screen stand the mean and OC, which 2D tools report.
_DETAIL: Final = re.compile(r"false_asymmetry_.*\d_(?!oc_)[a-z]+_pct")


@commands.command()
def accuracy(
    data: Data,
    json_file: Json = None,
    faces: Faces = _FACES,
    photographs: Photographs = None,
    weights: WeightsOrPeer = None,
    peers: Peers = False,
) -> None:
    """Landmark errors on HELEN test and on held-out rendered faces."""
    from app.bench import accuracy as bench
    from app.bench.data import BenchData

    _check(json_file)
    folder = BenchData(data)
    with terminal.progress_bar() as progress:
        measure = partial(
            bench.accuracy,
            data=folder,
            rendered=faces,
            photographs=photographs,
            progress=progress,
        )
        figures = _with_peers(measure, _network_or_peer(weights), wanted=peers)
    _report("Accuracy", figures, json_file)


@commands.command()
def pose(
    data: Data,
    json_file: Json = None,
    people: Annotated[int, typer.Option(min=_FEWEST, help="Rendered people.")] = _SITTERS,
    weights: Weights = None,
) -> None:
    """False asymmetry of symmetric faces that turn away, in 3D and in 2D."""
    from app.bench import pose as bench
    from app.bench.data import BenchData

    _check(json_file)
    folder = BenchData(data)
    with terminal.progress_bar() as progress:
        figures = bench.pose(_network(weights), folder, sitters=people, progress=progress)
    _report("Pose", figures, json_file)


@commands.command()
def asymmetry(
    data: Data,
    json_file: Json = None,
    faces: Faces = _FACES,
    photographs: Photographs = None,
    weights: WeightsOrPeer = None,
    peers: Peers = False,
) -> None:
    """Measured against true left-right difference, on held-out renders and bent photographs."""
    from app.bench import asymmetry as bench
    from app.bench.data import BenchData

    _check(json_file)
    folder = BenchData(data)
    with terminal.progress_bar() as progress:
        measure = partial(
            bench.asymmetry,
            data=folder,
            rendered=faces,
            photographs=photographs,
            progress=progress,
        )
        figures = _with_peers(measure, _network_or_peer(weights), wanted=peers)
    _report("Asymmetry", figures, json_file)


@commands.command()
def speed(
    data: Annotated[
        Path | None, typer.Option("--data", help="Folder that holds ict, to render a clip from.")
    ] = None,
    video: Annotated[Path | None, typer.Option(help="A clip with one face, instead.")] = None,
    json_file: Json = None,
    weights: Weights = None,
) -> None:
    """Time per crop, analysis speed of a video file, live rate, peak memory."""
    from app.bench import speed as bench
    from app.bench.file_run import ShippedParts

    _check(json_file)
    with ExitStack() as stack:
        progress = stack.enter_context(terminal.progress_bar())
        if video is None:
            from app.bench.data import BenchData
            from app.bench.rendered import write_clip

            if data is None:
                raise InputError("Nothing to analyse: give a clip with --video, or --data.")
            temporary = stack.enter_context(tempfile.TemporaryDirectory(prefix="hemiface-"))
            video = Path(temporary) / "clip.mp4"
            write_clip(BenchData(data).renderer(), video, progress=progress)
        figures = bench.speed(ShippedParts(weights), video, progress=progress)
    _report("Speed", figures, json_file)


@commands.command()
def window(
    starts: Annotated[int, typer.Option(min=1, help="Warm starts.")] = _STARTS,
    json_file: Json = None,
) -> None:
    """Time to a window that answers, how it answers while it records and analyses, memory."""
    from app.bench import window as bench

    _check(json_file)
    with terminal.progress_bar() as progress:
        figures = bench.window(starts=starts, progress=progress)
    _report("Window", figures, json_file)


def _check(json_file: Path | None) -> None:
    """Complain before the work about a result that could not be kept."""
    if json_file is not None and not json_file.parent.is_dir():
        raise InputError(f"The folder {json_file.parent} is missing: choose another for --json.")


def _network(weights: str | None) -> PFNetLandmarker:
    from models.runtime.network import PFNetLandmarker

    return PFNetLandmarker.shipped(weights)


def _network_or_peer(weights: str | None) -> CropLandmarker:
    from app.bench.peers import MEDIAPIPE, MediaPipeLandmarker

    return MediaPipeLandmarker() if weights == MEDIAPIPE else _network(weights)


def _with_peers(
    measure: Callable[[CropLandmarker], Figures], ours: CropLandmarker, *, wanted: bool
) -> Figures:
    """Our figures, and those of others on the same pictures under names of their own."""
    from app.bench.peers import MEDIAPIPE, MediaPipeLandmarker

    figures = measure(ours)
    if not wanted:
        return figures
    try:
        theirs = measure(MediaPipeLandmarker())
    except InputError as missing:
        return figures | {MEDIAPIPE: f"not measured: {missing.text()}"}
    return figures | {f"{MEDIAPIPE}_{name}": value for name, value in theirs.items()}


def _report(title: str, figures: Figures, json_file: Path | None) -> None:
    """Print the figures, those with mirror averaging beside those without, and write them."""
    from app.bench.figures import FLIP_AVERAGED, write_figures

    table = Table(Column("figure", no_wrap=True), "value", "flip-averaged", title=title)
    for name, value in figures.items():
        if isinstance(value, str):
            terminal.say(f"{name}: {value}")
        elif not name.endswith(FLIP_AVERAGED) and not _DETAIL.fullmatch(name):
            averaged = figures.get(name + FLIP_AVERAGED)
            table.add_row(name, _text(value), "" if averaged is None else _text(averaged))
    terminal.show(table)
    if json_file is not None:
        write_figures(json_file, figures)
        terminal.say(f"Written to {json_file}.")


def _text(value: float | str) -> str:
    """Three decimals for measured numbers, counts as they are."""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
