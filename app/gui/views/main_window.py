"""The window: a rail of screens, a head that names the patient, and nothing that computes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.gui import words
from app.gui.icons import icon
from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.shortcuts import MANUAL, NEW_VISIT, SETTINGS, add_action, say_keys
from app.gui.theme import Palette
from app.gui.viewmodels.work import WorkModel
from app.gui.views.head import Head
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, label
from assessment.intended_use import RESEARCH_USE

_RAIL_WIDTH_PX = 112
_ICON_PX = 24
_MINIMUM_PX = QSize(1100, 680)


class Place(StrEnum):
    """The screens, in the order of the work."""

    PATIENTS = "patients"
    CAPTURE = "capture"
    REVIEW = "review"
    RESULTS = "results"
    RECOVERY = "recovery"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of the window.

    Attributes:
        place: Which.
        name: On the rail.
        widget: The view.
        needs_patient: Only with a chosen patient.
    """

    place: Place
    name: str
    widget: QWidget
    needs_patient: bool = True


class MainWindow(QMainWindow):
    """Holds the screens and lets people go from one to another.

    Args:
        services: For progress of background work.
        selection: Which patient and visit everything is about.
        palette: Colours of the icons.

    Signals:
        settings_wanted: Open the settings.
        help_wanted: Open the manual.
        closing: The window is about to close.
    """

    settings_wanted = Signal()
    help_wanted = Signal()
    closing = Signal()

    def __init__(self, services: Services, selection: Selection, palette: Palette) -> None:
        super().__init__()
        self._selection, self._palette = selection, palette
        self._may_close: Callable[[], bool] = lambda: True
        self._screens: dict[Place, Screen] = {}
        self._buttons: dict[Place, QToolButton] = {}
        self._doors: list[QToolButton] = []
        self._group = QButtonGroup(self)
        self.stack = QStackedWidget()
        self.setWindowTitle("Hemiface")
        self.setMinimumSize(_MINIMUM_PX)
        self.head = Head(selection, WorkModel(services, self))
        self._rail = QVBoxLayout()
        self._lay_out()
        self._add_shortcuts()
        selection.changed.connect(self._follow_selection)
        services.problem.connect(self.say)

    def add_screen(self, screen: Screen) -> None:
        """Put a screen on the rail, below the others."""
        made = QToolButton()
        made.setText(screen.name)
        made.setIcon(icon(screen.place, self._palette))
        made.setIconSize(QSize(_ICON_PX, _ICON_PX))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        made.setCheckable(True)
        made.setFixedWidth(_RAIL_WIDTH_PX - GAP_PX)
        number = len(self._screens) + 1
        made.setShortcut(QKeySequence(f"Ctrl+{number}"))
        made.setToolTip(f"{screen.name} (Ctrl+{number})")
        made.clicked.connect(lambda: self.go(screen.place))
        self._group.addButton(made)
        self._rail.insertWidget(number - 1, made)
        self._screens[screen.place], self._buttons[screen.place] = screen, made
        self.stack.addWidget(screen.widget)
        self._order_tabs()
        self._follow_selection()

    def _order_tabs(self) -> None:
        """The tab key goes down the rail, then into the head and the screen."""
        order = (
            *self._buttons.values(),
            *self._doors,
            self.head.visit_choice,
            self.head.work.button,
        )
        for one, following in pairwise(order):
            self.setTabOrder(one, following)

    @property
    def place(self) -> Place:
        """The screen that is shown."""
        shown = self.stack.currentWidget()
        return next(one.place for one in self._screens.values() if one.widget is shown)

    def go(self, place: Place) -> None:
        """Show a screen."""
        self.stack.setCurrentWidget(self._screens[place].widget)
        self._buttons[place].setChecked(True)
        self.head.offer_visits(place is not Place.CAPTURE)

    def guard_closing(self, may_close: Callable[[], bool]) -> None:
        """Ask `may_close` before the window closes, for instance during a recording."""
        self._may_close = may_close

    @Slot(str)
    def say(self, sentence: str) -> None:
        """Show a sentence until it is put away."""
        self._sentence.setText(sentence)
        self._notice.setVisible(bool(sentence))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Close, if nothing speaks against it."""
        if self._may_close():
            self.closing.emit()
            event.accept()
        else:
            event.ignore()

    def _lay_out(self) -> None:
        rail = QFrame()
        rail.setObjectName("rail")
        rail.setFixedWidth(_RAIL_WIDTH_PX)
        rail.setLayout(self._rail)
        self._rail.setContentsMargins(GAP_PX // 2, GAP_PX, GAP_PX // 2, GAP_PX)
        self._rail.addStretch(1)
        for name, sign, wanted, shortcut in (
            (self.tr("Settings"), "settings", self.settings_wanted, SETTINGS),
            (self.tr("Help"), "help", self.help_wanted, MANUAL),
        ):
            made = QToolButton()
            made.setText(name)
            made.setIcon(icon(sign, self._palette))
            made.setIconSize(QSize(_ICON_PX, _ICON_PX))
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            made.setFixedWidth(_RAIL_WIDTH_PX - GAP_PX)
            made.clicked.connect(wanted)
            say_keys(made, shortcut)
            self._rail.addWidget(made)
            self._doors.append(made)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.head)
        right.addWidget(self._make_notice())
        right.addWidget(self.stack, 1)
        right.addWidget(self._make_foot())
        inside = QWidget()
        whole = QHBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(rail)
        whole.addLayout(right, 1)
        self.setCentralWidget(inside)

    @staticmethod
    def _make_foot() -> QFrame:
        """What every screen has to say (clinical.md 8, line 2)."""
        foot = QFrame()
        foot.setObjectName("foot")
        use = label(words.catalogue(RESEARCH_USE), kind="muted")
        use.setWordWrap(False)
        layout = QHBoxLayout(foot)
        layout.setContentsMargins(MARGIN_PX, GAP_PX // 4, MARGIN_PX, GAP_PX // 4)
        layout.addWidget(use)
        return foot

    def _make_notice(self) -> QFrame:
        self._notice = QFrame()
        self._notice.setObjectName("card")
        self._sentence = label(kind="problem")
        away = QPushButton(self.tr("Put away"))
        away.clicked.connect(lambda: self.say(""))
        layout = QHBoxLayout(self._notice)
        layout.addWidget(self._sentence, 1)
        layout.addWidget(away)
        self._notice.hide()
        return self._notice

    def _add_shortcuts(self) -> None:
        standard = QKeySequence.StandardKey
        for shortcut, wanted, platform in (
            (SETTINGS, self.settings_wanted, standard.Preferences),
            (MANUAL, self.help_wanted, standard.HelpContents),
            (NEW_VISIT, self.go_to_new_visit, None),
        ):
            add_action(self, shortcut, wanted, platform)

    @Slot()
    def go_to_new_visit(self) -> None:
        """Show the screen on which a visit of the chosen patient begins, if one is chosen."""
        if self._selection.patient is not None:
            self.go(Place.CAPTURE)

    @Slot()
    def _follow_selection(self) -> None:
        patient = self._selection.patient
        for place, screen in self._screens.items():
            self._buttons[place].setEnabled(patient is not None or not screen.needs_patient)
