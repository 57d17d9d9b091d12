"""Foreign texts are kept out, English ones never."""

from __future__ import annotations

import pytest

from eventcoder.storage.language import foreign_language

ENGLISH = "The minister said on Monday that the army had left the town and that talks with the rebels would go on."


@pytest.mark.parametrize("given", ["en", "EN", "en-GB", "en_US", "eng", "English", None, "", "und"])
def test_english_by_any_name_is_read(given: str | None) -> None:
    assert foreign_language(given, ENGLISH) is None


@pytest.mark.parametrize("given", ["de", "fr-FR", "Turkish"])
def test_a_language_that_the_input_names_decides_alone(given: str) -> None:
    assert foreign_language(given, ENGLISH) == given.lower()


@pytest.mark.parametrize(
    "text",
    [
        "El ministro dijo que el ejército salió de la ciudad y que las conversaciones con los rebeldes siguen.",
        "Le ministre a dit que les soldats ont quitté la ville et que des discussions avec les rebelles sont en cours.",
        "Der Minister sagte, die Armee sei abgezogen und das Gespräch mit den Rebellen gehe weiter auf dem Land.",
        "Menteri itu mengatakan tentara yang pergi dari kota dan pembicaraan dengan pemberontak akan berlanjut.",
        "Министр сообщил, что армия покинула город.",
        "وزير الخارجية يصل إلى المدينة",
        "外交部长周一抵达该市",
        " ".join(["Ministerija paziņoja karaspēks pametis pilsētu sarunas dumpiniekiem turpināsies"] * 9),
    ],
)
def test_other_languages_are_found_out(text: str) -> None:
    assert foreign_language(None, text) is not None


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Kenya reopens crossing",
        "Police arrest rebels",
        "Erdoğan meets Le Pen in La Paz, El Salvador",
        "12345",
        "Two Kenyan police officers held captive in Somalia since last week return home " * 4,
        "Ministers of Côte d'Ivoire and São Tomé met in Yaoundé.",
    ],
)
def test_english_and_short_texts_are_believed(text: str) -> None:
    assert foreign_language(None, text) is None
