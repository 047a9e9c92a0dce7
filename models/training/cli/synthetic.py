"""Commands that make faces with exact landmarks, and sheets to look at them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from core.errors import InputError
from models.synthetic import pack as rendered
from models.synthetic.contact_sheet import write_contact_sheet
from models.synthetic.demo import render_demo
from models.synthetic.pack import GLASSES_SHARE, HAIR_SHARE, PackSettings, Split
from models.synthetic.photo import background_pictures
from models.synthetic.render import Renderer
from models.training.cli.progress import say_progress

RENDER_EDGE_PX: Final = 224
SHEET_COUNT: Final = 48
STEEPEST_YAW_DEG: Final = 90.0

Count = Annotated[int, typer.Argument(min=1)]
Share = Annotated[float, typer.Option(min=0.0, max=1.0)]

commands = typer.Typer()


@commands.command("render")
def render(
    ict: Path,
    packs: Path,
    name: str,
    count: Count,
    seed: Annotated[int, typer.Argument(min=0)],
    split: str = "training",
    palsy_probability: Share = 0.75,
    yaw_limit_deg: Annotated[float, typer.Option(min=0.0, max=STEEPEST_YAW_DEG)] = 20.0,
    size_px: Annotated[int, typer.Option(min=16)] = RENDER_EDGE_PX,
    hair_share: Share = HAIR_SHARE,
    glasses_share: Share = GLASSES_SHARE,
    backgrounds: Path | None = None,
) -> None:
    """Render COUNT synthetic faces from the model folder ICT into pack NAME; goes on by itself."""
    settings = PackSettings(
        count,
        seed,
        split=_split(split),
        size_px=size_px,
        palsy_probability=palsy_probability,
        yaw_limit_deg=yaw_limit_deg,
        hair_share=hair_share,
        glasses_share=glasses_share,
    )
    pictures = background_pictures(backgrounds) if backgrounds else ()
    rendered.write_pack(
        packs / name, Renderer.load(ict), settings, backgrounds=pictures, progress=say_progress
    )


@commands.command("contact-sheet")
def sheet(
    pack: Path,
    out: Path,
    count: Annotated[int, typer.Option(min=1)] = SHEET_COUNT,
    points: Annotated[bool, typer.Option("--points")] = False,
) -> None:
    """Write a PNG of COUNT faces spread over PACK, with captions and, if wanted, landmarks."""
    write_contact_sheet(pack, out, count=count, with_points=points)


@commands.command("render-demo")
def render_demo_clips(ict: Path, out: Path) -> None:
    """Render the demo patient's videos from the model folder ICT into OUT."""
    render_demo(ict, out, progress=say_progress)


def _split(name: str) -> Split:
    try:
        return Split[name.upper()]
    except KeyError as error:
        known = ", ".join(split.name.lower() for split in Split)
        raise InputError(f"There is no split '{name}': choose one of {known}.") from error
