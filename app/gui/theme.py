"""The window's look: one palette in light and dark, one type scale, one grid of 4 px."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.preferences import Theme
from core import paths
from core.landmarks import Side


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for, as #rrggbb.

    Attributes:
        name: "light" or "dark", as in the names of the signs' files.
        window: Ground of the window.
        card: Ground of what lies on it.
        sunken: Ground of fields and of pictures' surroundings.
        line: Rules and borders.
        ink: Text.
        muted: Text of less weight.
        faint: Words and signs of what cannot be clicked now.
        accent: What can be clicked, and what is chosen.
        on_accent: Text on `accent`.
        chosen: Ground of a chosen row.
        good: A light that is green.
        poor: A light that is amber.
        bad: A light that is red, and errors.
        right: The patient's right side.
        left: The patient's left side.
        left_text: The same for words and figures, which need more contrast than lines.
        midline: Neither side.
    """

    name: str
    window: str
    card: str
    sunken: str
    line: str
    ink: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    chosen: str
    good: str
    poor: str
    bad: str
    right: str
    left: str
    left_text: str
    midline: str

    def side(self, side: Side) -> QColor:
        """The colour of a side."""
        return QColor({Side.RIGHT: self.right, Side.LEFT: self.left}.get(side, self.midline))

    def text_of(self, side: Side) -> QColor:
        """The colour of a side for words and figures."""
        return QColor(self.left_text) if side is Side.LEFT else self.side(side)


# Blue and vermilion (dark ground: sky blue and orange) of Okabe and Ito stay apart for colour-blind
# people; markers, dashes and words tell the sides apart besides.
LIGHT: Final = Palette(
    name="light",
    window="#f3f6f8",
    card="#ffffff",
    sunken="#e9eef2",
    line="#c5cdd5",
    ink="#1b2733",
    muted="#566370",
    faint="#858f99",
    accent="#1d4f63",
    on_accent="#ffffff",
    chosen="#d8e6ec",
    good="#2e7d4f",
    poor="#a86400",
    bad="#b3261e",
    right="#0072b2",
    left="#d55e00",
    left_text="#b84e00",
    midline="#566370",
)
DARK: Final = Palette(
    name="dark",
    window="#14191e",
    card="#1d242b",
    sunken="#0f1317",
    line="#3a4650",
    ink="#e6ebef",
    muted="#9aa7b2",
    faint="#6b7883",
    accent="#7fc4dc",
    on_accent="#0f1317",
    chosen="#2a3b46",
    good="#6fcf97",
    poor="#f2b84b",
    bad="#ff8a80",
    right="#56b4e9",
    left="#e69f00",
    left_text="#e69f00",
    midline="#9aa7b2",
)

TITLE_PT: Final = 17
HEADING_PT: Final = 12
BODY_PT: Final = 10
SMALL_PT: Final = 9

_SHEET: Final = Template(
    """
QWidget { color: $ink; font-size: ${body}pt; }
QMainWindow, QDialog, QStackedWidget, QScrollArea, QScrollArea > QWidget > QWidget {
    background: $window; }
QFrame#card { background: $card; border: 1px solid $line; border-radius: 8px; }
QFrame#rail { background: $card; border-right: 1px solid $line; }
QFrame#head { background: $card; border-bottom: 1px solid $line; }
QFrame#foot { background: $card; border-top: 1px solid $line; }
QLabel { background: transparent; }
QLabel#title { font-size: ${title}pt; font-weight: 600; }
QLabel#heading { font-size: ${heading}pt; font-weight: 600; color: $accent; }
QLabel#muted { color: $muted; font-size: ${small}pt; }
QLabel#problem { color: $bad; }
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QSpinBox, QDoubleSpinBox {
    background: $card; border: 1px solid $line; border-radius: 6px; padding: 5px 8px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus,
QDoubleSpinBox:focus { border: 1px solid $accent; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow, QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$down");
    width: 12px; height: 12px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$up"); width: 12px; height: 12px; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button,
QDoubleSpinBox::down-button { border: none; width: 22px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QTreeView::indicator {
    width: 16px; height: 16px; background: $card;
    border: 1px solid $muted; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {
    background: $accent;
    border-color: $accent; image: url("$tick"); }
QRadioButton::indicator:checked { background: $card; border: 5px solid $accent;
    width: 8px; height: 8px; border-radius: 9px; }
QToolButton::menu-indicator { image: none; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $line;
    selection-background-color: $chosen; selection-color: $ink; }
QPushButton, QToolButton { background: $card; border: 1px solid $line; border-radius: 6px;
    padding: 6px 14px; }
QToolButton#field { padding: 5px 13px; }
QFileDialog QToolButton { padding: 4px; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $card; }
QCalendarWidget QToolButton { border: none; padding: 4px 8px; }
QCalendarWidget QTableView { border: none; }
QCalendarWidget QTableView::item { padding: 0; }
QPushButton:hover, QToolButton:hover { border-color: $accent; }
QPushButton:checked, QToolButton:checked { background: $chosen; border: 1px solid $accent; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 5px 13px; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: $window; }
QPushButton#primary { background: $accent; color: $on_accent; border-color: $accent;
    font-weight: 600; }
QPushButton#primary:focus { border: 1px solid $accent; padding: 6px 14px;
    outline: 1px solid $on_accent; outline-radius: 3px; }
QPushButton#primary:disabled { background: $sunken; color: $muted; border-color: $line; }
QFrame#rail QToolButton { background: transparent; border: none; border-radius: 8px;
    padding: 10px 6px; color: $muted; font-size: ${small}pt; }
QFrame#rail QToolButton:checked { background: $chosen; color: $ink; font-weight: 600; }
QFrame#rail QToolButton:hover { color: $ink; }
QFrame#rail QToolButton:focus { border: 1px solid $accent; }
QFrame#rail QToolButton:disabled { color: $faint; }
QTableView, QListView, QTreeView { background: $card; alternate-background-color: $window;
    border: 1px solid $line; border-radius: 6px; gridline-color: $line;
    selection-background-color: $chosen; selection-color: $ink; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 1px solid $accent; }
QTableView::item, QListView::item { padding: 4px 6px; border: none; }
QTreeView::item { padding: 4px 0; }
QTableView::item:selected, QListView::item:selected { background: $chosen; color: $ink; }
QListView { outline: none; }
QListView#pages::item { border-left: 3px solid transparent; }
QListView#pages::item:selected { border-left-color: $accent; }
QHeaderView::section { background: $card; color: $muted; border: none;
    border-bottom: 1px solid $line; padding: 6px 9px; font-size: ${small}pt; }
QTableCornerButton::section { background: $card; border: none; }
QProgressBar { background: $sunken; border: none; border-radius: 4px; max-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { background: $accent; width: 14px; margin: -5px 0;
    border-radius: 7px; }
QSlider::handle:horizontal:disabled, QSlider::sub-page:horizontal:disabled { background: $line; }
QSlider:focus { border: 1px solid $accent; border-radius: 4px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 24px; min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $card; color: $ink; border: 1px solid $line; padding: 4px; }
QSplitter::handle { background: $window; }
QGroupBox { border: 1px solid $line; border-radius: 8px; margin-top: 14px; padding-top: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; color: $muted; }
QCheckBox, QRadioButton { background: transparent; spacing: 8px; padding: 1px;
    border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
"""
)


def palette_of(theme: Theme) -> Palette:
    """The colours of a theme; `SYSTEM` asks the system."""
    if theme is Theme.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if theme is Theme.DARK else LIGHT


def apply_theme(application: QApplication, palette: Palette) -> None:
    """Give every window of the program this look."""
    application.setStyle("Fusion")
    roles = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, palette.window),
        (QPalette.ColorRole.Base, palette.card),
        (QPalette.ColorRole.AlternateBase, palette.window),
        (QPalette.ColorRole.Button, palette.card),
        (QPalette.ColorRole.WindowText, palette.ink),
        (QPalette.ColorRole.Text, palette.ink),
        (QPalette.ColorRole.ButtonText, palette.ink),
        (QPalette.ColorRole.PlaceholderText, palette.muted),
        (QPalette.ColorRole.ToolTipBase, palette.card),
        (QPalette.ColorRole.ToolTipText, palette.ink),
        (QPalette.ColorRole.Highlight, palette.accent),
        (QPalette.ColorRole.HighlightedText, palette.on_accent),
        (QPalette.ColorRole.Link, palette.accent),
    ):
        roles.setColor(role, QColor(colour))
    application.setPalette(roles)
    colours = {name: getattr(palette, name) for name in Palette.__slots__}
    signs = {
        "down": _sign("down", palette),
        "up": _sign("up", palette),
        "tick": _sign("tick", palette),
    }
    sizes = {"title": TITLE_PT, "heading": HEADING_PT, "body": BODY_PT, "small": SMALL_PT}
    application.setStyleSheet(
        _SHEET.substitute(colours, **signs, **{k: str(v) for k, v in sizes.items()})
    )


def _sign(name: str, palette: Palette) -> str:
    """The file of a small sign: style sheets take their pictures from files only."""
    return paths.resource("icons", f"{name}-{palette.name}.svg").as_posix()
