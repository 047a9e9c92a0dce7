"""What the visits of the chosen patient say, read when it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.gui import words
from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.viewmodels.newest import Newest
from app.lengths import content_in_widths
from app.preferences import Lengths
from app.reporting import read_outline
from assessment.examination import ListedVisit
from assessment.report.content import ReportContent
from core.errors import KnownError


class ContentModel(QObject):
    """Some visits, read anew in the background on `refresh`.

    Args:
        services: The library.
        selection: Which patient and visit.
        parent: Owner.

    Signals:
        stale: The visits or what is known of them are others; `refresh` reads them.
        renewed: They were read, or cannot be, or others are being read.
    """

    stale = Signal()
    renewed = Signal()

    def __init__(
        self, services: Services, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self.selection = selection
        self._content: ReportContent | None = None
        self._lengths = services.preferences.lengths
        self._wanted: UUID | None = None
        self._reading = Newest(services.instant, self)
        self._reading.done.connect(self._take_read)
        self._reading.failed.connect(self._tell_unread)
        selection.changed.connect(self.stale)
        services.preferences_changed.connect(self._follow_preferences)

    @property
    def content(self) -> ReportContent | None:
        """The visits; None when there is none, or it is still being read."""
        return self._content

    @property
    def reading(self) -> bool:
        """There are visits, which are being read."""
        return self._wanted is not None and self._content is None

    @Slot()
    def refresh(self) -> None:
        """Read the visits; what is known of the same ones stays in view until that is done."""
        patient, visits = self.selection.patient, self._visits()
        wanted = visits[-1].visit.id if visits else None
        if wanted is None or wanted != self._wanted:
            self._show(wanted, None)
        if patient is not None and wanted is not None:
            keys = {one.visit.id for one in visits}
            self._reading.ask(partial(read_outline, self._services.library, patient, keys))

    @Slot(object)
    def _take_read(self, content: ReportContent) -> None:
        if content.visit.id == self._wanted:
            self._show(self._wanted, content)

    @Slot(object)
    def _tell_unread(self, error: KnownError) -> None:
        self._services.problem.emit(words.problem(error))
        self._show(None, None)

    def _show(self, wanted: UUID | None, content: ReportContent | None) -> None:
        self._wanted = wanted
        self._take(content)
        self.renewed.emit()

    @Slot()
    def _follow_preferences(self) -> None:
        """Show lengths as they are wanted from then on."""
        wanted = self._services.preferences.lengths
        if wanted is not self._lengths:
            self._lengths = wanted
            self._take(self._content)
            self.renewed.emit()

    @property
    def in_widths(self) -> bool:
        """Lengths are shown in outer-canthal widths, wherever they could be in millimetres."""
        return self._services.preferences.lengths is Lengths.WIDTHS

    def _as_wanted(self, content: ReportContent) -> ReportContent:
        """The visits with lengths as the clinic wants to see them."""
        return content_in_widths(content) if self.in_widths else content

    def _visits(self) -> Sequence[ListedVisit]:
        """Those to read, earliest first."""
        return self.selection.visits

    def _take(self, content: ReportContent | None) -> None:
        """Keep what was read."""
        self._content = content
