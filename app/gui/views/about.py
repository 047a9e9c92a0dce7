"""About: intended use, version, licences, weights."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import Final

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from app import __version__
from app.about import libraries, weights_card
from app.gui import words
from app.gui.faults import open_folder
from app.gui.widgets.parts import GAP_PX, label
from app.log import LOGS_FOLDER
from assessment.intended_use import INTENDED_USE, RESEARCH_USE

_WIDTH_PX: Final = 720
_HEIGHT_PX: Final = 600


class AboutDialog(QDialog):
    """What the program is for, what it is made of, and under which terms.

    Args:
        folder: The data folder, which holds the log.
        parent: Owner.
    """

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Hemiface"))
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)  # the program opens no page of the internet
        self.text.setAccessibleName(self.tr("About Hemiface"))
        self.text.setMarkdown(self._markdown())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        logs = buttons.addButton(
            self.tr("Open the log folder"), QDialogButtonBox.ButtonRole.ActionRole
        )
        logs.clicked.connect(lambda: open_folder(folder / LOGS_FOLDER))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP_PX)
        layout.addWidget(label(f"Hemiface {__version__}", "title"))
        layout.addWidget(label(words.catalogue(RESEARCH_USE), "heading"))
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        self.resize(_WIDTH_PX, _HEIGHT_PX)

    def _markdown(self) -> str:
        licence = self.tr(
            "Hemiface is free software under the GNU General Public License, version 3 or later. "
            "It comes without any warranty. The network's weights have terms of their own, which "
            "stand on the model card below."
        )
        versions = self.tr("Python {0}, Qt {1} (GNU Lesser General Public License 3).").format(
            platform.python_version(), qVersion()
        )
        parts = (
            (self.tr("Intended use"), words.catalogue(INTENDED_USE)),
            (self.tr("Licence"), licence),
            (self.tr("Libraries"), f"{self._library_table()}\n\n{versions}"),
            (self.tr("Network"), weights_card()),
        )
        return "\n\n".join(f"### {title}\n\n{text}" for title, text in parts)

    def _library_table(self) -> str:
        names = (self.tr("Library"), self.tr("Version"), self.tr("Licence"))
        head = f"| {' | '.join(names)} |"
        rows = [f"| {one.name} | {one.version} | {one.licence} |" for one in libraries()]
        return "\n".join([head, "|---|---|---|", *rows])
