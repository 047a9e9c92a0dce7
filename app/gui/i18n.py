"""The window's language: Qt translations in resources/i18n, English in the source."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.preferences import Language
from core import paths


def install_language(application: QApplication, language: Language) -> None:
    """Speak a language from now on; texts that are already shown stay as they are.

    Dates, numbers and the direction of writing follow the language; with `SYSTEM` all follow the
    system.
    """
    for spoken in application.findChildren(QTranslator):
        application.removeTranslator(spoken)
        spoken.deleteLater()
    locale = QLocale.system() if language is Language.SYSTEM else QLocale(language.value)
    if locale.language() is QLocale.Language.C:
        locale = QLocale("en_GB")
    # 1.234 must not be read as a thousand where the comma is the decimal point.
    locale.setNumberOptions(
        QLocale.NumberOption.OmitGroupSeparator | QLocale.NumberOption.RejectGroupSeparator
    )
    QLocale.setDefault(locale)
    application.setLayoutDirection(locale.textDirection())
    for folder, name in (
        (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase"),
        (str(paths.resource("i18n")), "hemiface"),
    ):
        translator = QTranslator(application)
        if translator.load(locale, name, "_", folder):
            application.installTranslator(translator)
