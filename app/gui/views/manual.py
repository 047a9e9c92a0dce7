"""The manual in a window of its own: contents, search, pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QLocale, QPointF, QRectF, QSizeF, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QTextCursor, QTextDocument, QTextListFormat
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.gui.theme import LIGHT, Palette
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, button, label
from app.manual import Page, load_manual, pages_with

_CONTENTS_WIDTH_PX: Final = 260
_WIDTH_PX: Final = 980
_HEIGHT_PX: Final = 680
_TEXT_MARGIN_PX: Final = 20
_COLOUR: Final = re.compile("#[0-9a-f]{6}")
_BULLETS: Final = (
    QTextListFormat.Style.ListDisc,
    QTextListFormat.Style.ListCircle,
    QTextListFormat.Style.ListSquare,
)
_BULLET_STRETCH_PCT: Final = 300
"""Qt leaves a space of the list's font between a bullet and its text; in percent."""


class ManualText(QTextBrowser):
    """A page, its diagrams in the colours of the window; their files have those of the light one.

    Args:
        palette: Colours.
        parent: Owner.
    """

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = [name for name in Palette.__slots__ if name != "name"]
        # Where the light theme has one colour for two things, the first of them counts.
        self._colours = {getattr(LIGHT, one): getattr(palette, one) for one in reversed(names)}

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """Draw a diagram."""
        path = Path(self.document().baseUrl().resolved(QUrl(name)).toLocalFile())
        if kind == QTextDocument.ResourceType.ImageResource.value and path.suffix == ".svg":
            return self._drawn(path)
        return super().loadResource(kind, name)

    def show_page(self, page: Page) -> None:
        """Show a page from its beginning."""
        document = self.document()
        document.setBaseUrl(QUrl.fromLocalFile(f"{page.path.parent}/"))
        document.setMarkdown(page.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        block = document.begin()
        while block.isValid():
            listed = block.textList()
            if listed is not None and listed.format().style() in _BULLETS:
                spaced = block.charFormat()
                spaced.setFontStretch(_BULLET_STRETCH_PCT)
                QTextCursor(block).setBlockCharFormat(spaced)
            block = block.next()
        self.verticalScrollBar().setValue(0)

    def _drawn(self, path: Path) -> QImage:
        svg = _COLOUR.sub(
            lambda colour: self._colours.get(colour[0], colour[0]), path.read_text("utf-8")
        )
        drawing, sharpness = QSvgRenderer(QByteArray(svg.encode())), self.devicePixelRatioF()
        picture = QImage(drawing.defaultSize() * sharpness, QImage.Format.Format_ARGB32)
        picture.setDevicePixelRatio(sharpness)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        drawing.render(painter, QRectF(QPointF(), QSizeF(drawing.defaultSize())))
        painter.end()
        return picture


class ManualWindow(QWidget):
    """The manual in the window's language.

    Args:
        palette: Colours of the diagrams.
        parent: The window that it belongs to.

    Signals:
        about_wanted: Show what the program is.
    """

    about_wanted = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Hemiface manual"))
        self._pages = load_manual(QLocale().name().partition("_")[0])
        self._listed: tuple[Page, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the manual"))
        self.search.setAccessibleName(self.tr("Search the manual"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._list)
        self.search.returnPressed.connect(self._find_next)
        self.contents = QListWidget()
        self.contents.setAccessibleName(self.tr("Contents"))
        self.contents.currentRowChanged.connect(self._show_row)
        self.nothing = label(self.tr("No page holds these words."), "muted")
        self.text = ManualText(palette)
        self.text.setAccessibleName(self.tr("Page"))
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(_TEXT_MARGIN_PX)
        self.text.anchorClicked.connect(self._follow_link)
        self._lay_out()
        self._list("")
        self.resize(_WIDTH_PX, _HEIGHT_PX)

    def _lay_out(self) -> None:
        about = button(self.tr("About Hemiface"))
        about.clicked.connect(self.about_wanted)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GAP_PX, 0)
        column.setSpacing(GAP_PX)
        column.addWidget(label(self.tr("Manual"), "title"))
        column.addWidget(self.search)
        column.addWidget(self.nothing)
        column.addWidget(self.contents, 1)
        column.addWidget(about)
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(self.text)
        splitter.setSizes([_CONTENTS_WIDTH_PX, _WIDTH_PX - _CONTENTS_WIDTH_PX])
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        layout.addWidget(splitter)

    @Slot(str)
    def _list(self, text: str) -> None:
        """List the pages that hold the words, and open the first of them."""
        self._listed = pages_with(self._pages, text)
        self.contents.clear()
        self.contents.addItems([page.title for page in self._listed])
        self.nothing.setVisible(not self._listed)
        self.contents.setCurrentRow(0)

    @Slot(int)
    def _show_row(self, row: int) -> None:
        if not 0 <= row < len(self._listed):
            return
        self.text.show_page(self._listed[row])
        self._find_next()

    @Slot()
    def _find_next(self) -> None:
        """Mark the next place of the first word searched for; begin anew after the last."""
        words = self.search.text().split()
        if words and not self.text.find(words[0]):
            self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
            self.text.find(words[0])

    @Slot(QUrl)
    def _follow_link(self, link: QUrl) -> None:
        """Open another page; there are no links out of the manual."""
        self.search.clear()
        for row, page in enumerate(self._listed):
            if page.path.name == link.fileName():
                self.contents.setCurrentRow(row)
