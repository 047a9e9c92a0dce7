"""The results of the chosen visit, the clinician's grades beside them, and the summary."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.gui.selection import Selection
from app.gui.services import Services
from app.number_info import NumberInfo
from app.reporting import outline
from app.results_sheet import Section, sections
from assessment.grades.grade import Grade
from assessment.grades.suggestion import Suggestion
from assessment.landmark_use import landmarks_of
from assessment.measures import CATALOGUE
from assessment.report.content import ReportContent
from assessment.report.suggested import grade_warnings, suggestions_of
from core.errors import KnownError
from core.landmarks import Side
from core.types import POINT_COUNT, FloatArray


class ResultsModel(QObject):
    """What one visit says, read anew on `refresh`.

    Args:
        services: The library.
        selection: Which visit.
        parent: Owner.

    Signals:
        stale: The visit or what is known of it is another; `refresh` reads it.
        renewed: It was read.
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
        self._sections: tuple[Section, ...] = ()
        selection.changed.connect(self.stale)

    @property
    def content(self) -> ReportContent | None:
        """The chosen visit and those before it; None when there is none."""
        return self._content

    @property
    def sections(self) -> tuple[Section, ...]:
        """The numbers; empty when the visit was not analysed."""
        return self._sections

    @property
    def grades(self) -> tuple[Grade, ...]:
        """The grades of the visit, earliest first."""
        return self._content.history[-1].grades if self._content else ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Where grades of one rater do not go together."""
        return tuple(grade_warnings(self._content)) if self._content else ()

    @property
    def summary(self) -> str:
        """What the clinician wrote about the visit."""
        return self._content.visit.summary if self._content else ""

    @property
    def examiner(self) -> str:
        """Who usually grades here."""
        return self._services.preferences.examiner

    @Slot()
    def refresh(self) -> None:
        """Read the visit."""
        patient, chosen = self.selection.patient, self.selection.visit
        self._content, self._sections = None, ()
        if patient is not None and chosen is not None:
            visits = self.selection.visits
            until = visits[: visits.index(chosen) + 1]
            try:
                self._content = outline(self._services.library, patient, until)
                self._sections = sections(self._content)
            except KnownError as error:
                self._services.problem.emit(error.text())
        self.renewed.emit()

    def suggestions(self, scale_id: str) -> Mapping[str, Suggestion]:
        """What the measurements speak for in a scale, by item, for a person to confirm."""
        if self._content is None:
            return {}
        found = (one for made in suggestions_of(self._content) for one in made.found)
        return {one.item: one for one in found if one.scale == scale_id}

    def face(self) -> FloatArray | None:
        """float64 (68, 3): the patient's face at rest in face axes, or None without analysis."""
        result = self._content.result if self._content else None
        return result.face_frame.template if result else None

    def landmarks(self, info: NumberInfo) -> dict[Side, tuple[int, ...]]:
        """The landmarks on which a number rests, by side; all of them for the whole face."""
        face = self.face()
        if face is None or not info.measures:
            return {Side.MIDLINE: tuple(range(POINT_COUNT))}
        used: dict[Side, set[int]] = {}
        for measure_id in info.measures:
            for side, points in landmarks_of(measure_id, face).items():
                if info.side in (Side.MIDLINE, side) or len(CATALOGUE[measure_id].sides) == 1:
                    used.setdefault(side, set()).update(points)
        return {side: tuple(sorted(points)) for side, points in used.items()}

    def add_grade(self, grade: Grade) -> str:
        """Keep a new grade; "" or the sentence that says why not."""
        return self._do(lambda: self._services.library.grades.add(grade))

    def update_grade(self, grade: Grade) -> str:
        """Keep the changed grade; "" or the sentence that says why not."""
        return self._do(lambda: self._services.library.grades.update(grade))

    def remove_grade(self, grade_id: UUID) -> str:
        """Remove a grade entered by mistake; "" or the sentence that says why not."""
        return self._do(lambda: self._services.library.grades.remove(grade_id))

    def keep_summary(self, text: str) -> str:
        """Keep what the clinician wrote; "" or the sentence that says why not."""
        chosen = self.selection.visit
        if chosen is None or text == chosen.visit.summary:
            return ""
        try:
            changed = dataclasses.replace(chosen.visit, summary=text)
        except KnownError as error:
            return error.text()
        return self._do(lambda: self._services.library.visits.update(changed))

    def _do(self, change: Callable[[], None]) -> str:
        try:
            change()
        except KnownError as error:
            return error.text()
        self._services.changed.emit()
        return ""
