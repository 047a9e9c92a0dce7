"""Who examines, where, and how far the camera is: for a new visit and for one that is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.gui.widgets.fields import NumberField
from app.gui.widgets.keeping_form import KeepingForm
from app.gui.widgets.parts import GAP_PX, label
from app.visit_facts import VisitFacts
from assessment.records import Visit

_SHARES = (3, 3, 2)
_WIDTH_PX = 720


class VisitFields(QWidget):
    """The fields beside each other.

    Args:
        parent: Owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.examiner, self.site = QLineEdit(), QLineEdit()
        self.distance = NumberField(self.tr("Distance of the camera"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_PX)
        for name, field, share in zip(
            (self.tr("Examiner"), self.tr("Place"), self.tr("Distance of the camera, m")),
            (self.examiner, self.site, self.distance),
            _SHARES,
            strict=True,
        ):
            field.setAccessibleName(field.accessibleName() or name)
            column = QVBoxLayout()
            column.addWidget(label(name, "muted"))
            column.addWidget(field)
            column.addStretch()
            row.addLayout(column, share)

    def show_facts(self, facts: VisitFacts) -> None:
        """Show what is known."""
        self.examiner.setText(facts.examiner)
        self.site.setText(facts.site)
        self.distance.set_number(facts.distance_m)

    def facts(self) -> VisitFacts:
        """What stands in the fields.

        Raises:
            InputError: A field is not right.
        """
        return VisitFacts(
            self.examiner.text().strip(), self.site.text().strip(), self.distance.number()
        )


class VisitForm(KeepingForm):
    """Changes what is known of a stored visit.

    Args:
        visit: The visit.
        keep: Keeps it; gives "" or the sentence that says why not.
        parent: Owner.
    """

    def __init__(
        self, visit: Visit, keep: Callable[[Visit], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._visit, self._keep = visit, keep
        self.setWindowTitle(self.tr("Visit"))
        self.fields = VisitFields()
        self.fields.show_facts(VisitFacts(visit.examiner, visit.site, visit.distance_m))
        layout = QVBoxLayout(self)
        layout.addWidget(self.fields)
        self.add_foot(layout)
        self.setMinimumWidth(_WIDTH_PX)

    def keep(self) -> str:
        """Keep the visit."""
        facts = self.fields.facts()
        return self._keep(
            replace(
                self._visit,
                examiner=facts.examiner,
                site=facts.site,
                distance_m=facts.distance_m,
            )
        )
