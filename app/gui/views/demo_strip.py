"""The line at the foot of the window while the demo patient's visits are analysed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStatusBar, QWidget

from app.gui.viewmodels.demo import DemoModel
from app.gui.widgets.parts import GAP_PX, button, label

_PROGRESS_WIDTH_PX: Final = 220
_STEPS: Final = 1000


class DemoStrip(QStatusBar):
    """How far the demo patient's visits are, and a way to stop.

    Args:
        model: What is going on.
        parent: Owner.
    """

    def __init__(self, model: DemoModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.text = label(kind="muted")
        self.text.setWordWrap(False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_PROGRESS_WIDTH_PX)
        self.bar.setAccessibleName(self.tr("Progress of the demo patient's visits"))
        self.stop = button(self.tr("Stop"), tip=self.tr("Visits that are done stay."))
        self.stop.clicked.connect(model.cancel)
        inside = QWidget()
        layout = QHBoxLayout(inside)
        layout.setContentsMargins(GAP_PX, 0, GAP_PX, 0)
        layout.setSpacing(GAP_PX)
        layout.addWidget(self.text)
        layout.addWidget(self.bar)
        layout.addWidget(self.stop)
        layout.addStretch(1)
        self.addWidget(inside, 1)
        self.setSizeGripEnabled(False)
        model.changed.connect(self._follow)
        model.progressed.connect(self._follow_share)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self.setVisible(self._model.running)
        if self._model.visit_number == 1:  # the network may have to load first
            self.bar.setRange(0, 0)
        self.text.setText(
            self.tr("Demo patient: analysing visit {0} of {1}").format(
                self._model.visit_number, self._model.visit_count
            )
        )

    @Slot(float)
    def _follow_share(self, share: float) -> None:
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(round(share * _STEPS))
