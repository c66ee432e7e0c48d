from pathlib import Path

import pytest

from samenspel_web.texts import Texts


def folder(tmp_path: Path, nl: str, en: str) -> Path:
    (tmp_path / "nl.toml").write_text(nl, "utf-8")
    (tmp_path / "en.toml").write_text(en, "utf-8")
    return tmp_path


def test_the_shared_texts_have_the_same_keys_in_both_languages() -> None:
    assert "error.input.missing" in Texts.with_shared()


def test_a_service_adds_and_overrides_sentences(tmp_path: Path) -> None:
    own = folder(
        tmp_path,
        '[error.pupil]\nunknown = "Wij kennen deze leerling niet."\n[page]\nhome = "Terug"',
        '[error.pupil]\nunknown = "We do not know this pupil."\n[page]\nhome = "Back"',
    )
    texts = Texts.with_shared(own)

    assert texts.text("error.pupil.unknown") == "Wij kennen deze leerling niet."
    assert texts.text("error.pupil.unknown", language="en") == "We do not know this pupil."
    assert texts.text("page.home") == "Terug"


def test_a_key_in_one_language_only_is_refused(tmp_path: Path) -> None:
    own = folder(tmp_path, 'a = "x"\nb = "y"', 'a = "x"')

    with pytest.raises(ValueError, match="only in one language: b"):
        Texts(own)


def test_a_folder_may_have_a_folder_for_each_topic(tmp_path: Path) -> None:
    folder(tmp_path, '[page]\nhome = "Terug"', '[page]\nhome = "Back"')
    (tmp_path / "school").mkdir()
    folder(tmp_path / "school", '[school]\nname = "Naam"', '[school]\nname = "Name"')

    assert set(Texts(tmp_path)) == {"page.home", "school.name"}


def test_a_key_in_two_topics_is_refused(tmp_path: Path) -> None:
    for topic in ("pupil", "school"):
        (tmp_path / topic).mkdir()
        folder(tmp_path / topic, 'a = "x"', 'a = "x"')

    with pytest.raises(ValueError, match="already elsewhere: a"):
        Texts(tmp_path)


def test_values_are_filled_in() -> None:
    sentence = Texts.with_shared().text("error.input.too-long", max_length=300)

    assert sentence == "Schrijf hoogstens 300 tekens."


def test_an_unknown_error_gets_the_general_sentence_and_any_other_key_fails() -> None:
    texts = Texts.with_shared()

    assert texts.text("error.brand.new") == texts.text("error.input.invalid")
    with pytest.raises(KeyError):
        texts.text("notice.brand-new")
