"""The window's and the report's language: translations in resources/i18n, English in the source."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.languages import ENGLISH, languages
from app.preferences import SYSTEM_LANGUAGE, Preferences
from core import paths


def install_language(application: QApplication, language: str) -> None:
    """Speak a language from now on; texts that are already shown stay as they are.

    Dates, numbers and the direction of writing follow the language.

    Args:
        application: The program.
        language: A code as in `app.languages`, or `SYSTEM_LANGUAGE`.
    """
    for spoken in application.findChildren(QTranslator):
        application.removeTranslator(spoken)
        spoken.deleteLater()
    locale = _locale(language)
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


def language_names() -> dict[str, str]:
    """What each language that there is calls itself, by its code."""
    names = {code: QLocale(code).nativeLanguageName() for code in languages()}
    capital = {code: name[:1].upper() + name[1:] for code, name in names.items()}
    return {**capital, ENGLISH: "English"}


def language_of_reports(preferences: Preferences) -> str:
    """The code of the language that reports are in; English where the program lacks it."""
    code = preferences.report_language or _locale(preferences.language).name()
    return next((one for one in (code, code.split("_")[0]) if one in languages()), ENGLISH)


def _locale(language: str) -> QLocale:
    locale = QLocale.system() if language == SYSTEM_LANGUAGE else QLocale(language)
    return QLocale("en_GB") if locale.language() is QLocale.Language.C else locale
