"""The quality of the live picture as a row of lights: colour, sign and words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.capture.quality import NOT_JUDGED, Check, Level, Lights
from app.gui import words
from app.gui.theme import Palette
from app.gui.widgets.parts import label
from assessment.report.numbers import number
from assessment.results import Unit
from core.types import HeadPose

_SIGN: Final = {Level.GOOD: "✓", Level.POOR: "!", Level.BAD: "✕", Level.UNKNOWN: "–"}


def check_names() -> dict[Check, str]:
    """What each light is about."""
    return {
        Check.FACE: QCoreApplication.translate("lights", "Face"),
        Check.DISTANCE: QCoreApplication.translate("lights", "Size"),
        Check.POSE: QCoreApplication.translate("lights", "Head"),
        Check.LIGHT: QCoreApplication.translate("lights", "Light"),
        Check.BLUR: QCoreApplication.translate("lights", "Sharpness"),
        Check.OCCLUSION: QCoreApplication.translate("lights", "Nothing hidden"),
        Check.FRAME_RATE: QCoreApplication.translate("lights", "Frame rate"),
    }


def level_words() -> dict[Level, str]:
    """What a light shows, for those who listen."""
    return {
        Level.UNKNOWN: QCoreApplication.translate("lights", "not known"),
        Level.GOOD: QCoreApplication.translate("lights", "good"),
        Level.POOR: QCoreApplication.translate("lights", "poor"),
        Level.BAD: QCoreApplication.translate("lights", "bad"),
    }


class LightsRow(QWidget):
    """One light for each check, below them the figures, and what to do about the worst.

    Args:
        palette: Colours.
        parent: Owner.
    """

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = {
            Level.GOOD: palette.good,
            Level.POOR: palette.poor,
            Level.BAD: palette.bad,
            Level.UNKNOWN: palette.muted,
        }
        self._lights: dict[Check, QLabel] = {}
        row = QHBoxLayout()
        for check, name in check_names().items():
            light = QLabel()
            self._lights[check] = light
            row.addWidget(light)
            self._show_one(check, name, Level.UNKNOWN, "")
        row.addStretch(1)
        self._pose: HeadPose | None = None
        self._rate_hz: float | None = None
        self.figures = label(kind="muted")
        self.figures.setToolTip(
            self.tr(
                "Yaw: positive towards the patient's right. Pitch: positive with the chin lifted. "
                "Roll: positive towards the patient's left shoulder. Rate: what really comes from "
                "the camera."
            )
        )
        self.advice = label()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.figures)
        layout.addWidget(self.advice)
        self.show_lights(NOT_JUDGED)
        self._show_figures()

    def show_lights(self, lights: Lights) -> None:
        """Show the newest lights."""
        names = check_names()
        for light in lights.all:
            self._show_one(light.check, names[light.check], light.level, light.reason)
        worst = next(
            (
                light
                for level in (Level.BAD, Level.POOR)
                for light in lights.all
                if light.level is level
            ),
            None,
        )
        advice = words.catalogue(worst.reason) if worst else ""
        self.advice.setText(advice if lights.is_judged else self.tr("The picture is not judged."))

    def show_pose(self, pose: HeadPose | None) -> None:
        """Show how the head is turned; None: nobody knows."""
        self._pose = pose
        self._show_figures()

    def show_rate(self, rate_hz: float | None) -> None:
        """Show how many pictures a second come from the camera; None: nobody knows."""
        self._rate_hz = rate_hz
        self._show_figures()

    def _show_figures(self) -> None:
        pose, rate_hz = self._pose, self._rate_hz
        angles_deg = (None,) * 3 if pose is None else (pose.yaw_deg, pose.pitch_deg, pose.roll_deg)
        self.figures.setText(
            self.tr("Yaw {0}   Pitch {1}   Roll {2}   Rate {3}").format(
                *map(_angle, angles_deg),
                "–" if rate_hz is None else f"{words.number(rate_hz, 1)} Hz",
            )
        )

    def _show_one(self, check: Check, name: str, level: Level, reason: str) -> None:
        light = self._lights[check]
        text = f"{_SIGN[level]} {name}"
        if light.text() == text:
            return
        light.setText(text)
        light.setStyleSheet(f"color: {self._colour[level]}; font-weight: 600;")
        light.setToolTip(words.catalogue(reason) if reason else "")
        light.setAccessibleName(f"{name}: {level_words()[level]}")


def _angle(angle_deg: float | None) -> str:
    return "–" if angle_deg is None else f"{number(angle_deg, Unit.DEG, signed=True, decimals=0)}°"
