"""Commands that make faces with exact landmarks."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import typer

from core.progress import ignore_progress
from models.synthetic import pack as rendered
from models.synthetic.demo import render_demo
from models.synthetic.pack import PackSettings, Split
from models.synthetic.photo import background_pictures
from models.synthetic.render import Renderer

RENDER_EDGE_PX: Final = 224

commands = typer.Typer()


@commands.command("render")
def render(
    ict: Path,
    packs: Path,
    name: str,
    count: int,
    seed: int,
    split: str = "training",
    palsy_probability: float = 0.75,
    yaw_limit_deg: float = 20.0,
    backgrounds: Path | None = None,
) -> None:
    """Render COUNT synthetic faces from the model folder ICT into pack NAME; goes on by itself."""
    settings = PackSettings(
        count,
        seed,
        split=Split[split.upper()],
        size_px=RENDER_EDGE_PX,
        palsy_probability=palsy_probability,
        yaw_limit_deg=yaw_limit_deg,
    )
    pictures = background_pictures(backgrounds) if backgrounds else ()
    rendered.write_pack(packs / name, Renderer.load(ict), settings, backgrounds=pictures)


@commands.command("render-demo")
def render_demo_clips(ict: Path, out: Path) -> None:
    """Render the demo patient's videos from the model folder ICT into OUT."""
    render_demo(ict, out, progress=ignore_progress)
