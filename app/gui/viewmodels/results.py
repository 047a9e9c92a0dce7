"""The results of the chosen visit, the clinician's grades beside them, and the summary."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QObject

from app.gui import words
from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.viewmodels.content import ContentModel
from app.result_rows import Section
from app.results_sheet import sections
from assessment.examination import ListedVisit
from assessment.grades.grade import Grade
from assessment.grades.suggestion import Suggestion
from assessment.report.content import ReportContent
from assessment.report.suggested import grade_warnings, suggestions_of
from core.errors import KnownError
from core.types import FloatArray


class ResultsModel(ContentModel):
    """What one visit says, read anew on `refresh`."""

    def __init__(
        self, services: Services, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(services, selection, parent)
        self._sections: tuple[Section, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The numbers, last what is missing; empty when the visit was not analysed."""
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
    def recorded(self) -> bool:
        """The visit has recordings, analysed or not."""
        chosen = self.selection.visit
        return chosen is not None and bool(chosen.recordings)

    @property
    def visit_id(self) -> UUID | None:
        """Key of the visit that is shown."""
        return self._content.visit.id if self._content else None

    @property
    def summary(self) -> str:
        """What the clinician wrote about the visit."""
        return self._content.visit.summary if self._content else ""

    @property
    def examiner(self) -> str:
        """Who usually grades here."""
        return self._services.preferences.examiner

    def _visits(self) -> Sequence[ListedVisit]:
        """The chosen visit and those before it."""
        visits, chosen = self.selection.visits, self.selection.visit
        return visits[: visits.index(chosen) + 1] if chosen is not None else ()

    def _take(self, content: ReportContent | None) -> None:
        super()._take(content)
        found = sections(self._as_wanted(content)) if content else ()
        self._sections = tuple(sorted(found, key=lambda one: bool(one.head.missing)))

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

    def add_grade(self, grade: Grade) -> str:
        """Keep a new grade; "" or the sentence that says why not."""
        return self._do(lambda: self._services.library.grades.add(grade))

    def update_grade(self, grade: Grade) -> str:
        """Keep the changed grade; "" or the sentence that says why not."""
        return self._do(lambda: self._services.library.grades.update(grade))

    def remove_grade(self, grade_id: UUID) -> str:
        """Remove a grade entered by mistake; "" or the sentence that says why not."""
        return self._do(lambda: self._services.library.grades.remove(grade_id))

    def keep_summary(self, visit_id: UUID, text: str) -> str:
        """Keep what the clinician wrote of a visit; "" or the sentence that says why not."""
        visits = self._services.library.visits
        try:
            visit = visits.find(visit_id).visit
            if text == visit.summary:
                return ""
            changed = dataclasses.replace(visit, summary=text)
        except KnownError as error:
            return words.problem(error)
        return self._do(lambda: visits.update(changed))

    def _do(self, change: Callable[[], None]) -> str:
        try:
            change()
        except KnownError as error:
            return words.problem(error)
        self._services.changed.emit()
        return ""
