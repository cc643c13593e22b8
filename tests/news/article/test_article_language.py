"""Which language: English unless another is sure."""

from datetime import date

import pytest

from bot.news.article import Source
from bot.news.article.language import find_language
from bot.news.article.read import read_source

SENTENCES = {
    "ar": "أعلنت وزارة الصحة يوم الجمعة أن عدد المصابين في الحادث ارتفع إلى اثنين وأربعين شخصا.",
    "ru": "Министерство здравоохранения сообщило в пятницу, что число пострадавших выросло до сорока двух.",
    "he": "משרד הבריאות הודיע ביום שישי כי מספר הפצועים בתאונה עלה לארבעים ושניים בני אדם.",
    "zh": "卫生部星期五表示，事故中受伤人数已上升至四十二人，救援工作仍在继续。",
    "de": "Das Ministerium teilte am Freitag mit, dass die Zahl der Verletzten auf zweiundvierzig gestiegen ist.",
    "fr": "Le ministère a annoncé vendredi que le nombre de blessés était passé à quarante-deux, selon un communiqué.",
    "es": "El ministerio anunció el viernes que el número de heridos había subido a cuarenta y dos personas.",
    "en": "The ministry said on Friday that the number of people hurt had risen to forty-two, most of them children.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_told(code):
    assert find_language(SENTENCES[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "Hello",
        "Sinaloa: Ovidio Guzmán López",
        "Angela Merkel, Frank-Walter Steinmeier and Wolfgang Schäuble met Nicolas Sarkozy in the Élysée.",
        "Juventus 2-1 Internazionale; Borussia Dortmund 0-0 Bayern; Real Madrid 3-2 Atlético de Madrid on Sunday.",
    ],
)
def test_names_do_not_make_a_text_foreign(text):
    assert find_language(text) == "en"


@pytest.mark.parametrize("text", ["", "1 2 3", "— …"])
def test_no_letters_no_language(text):
    assert find_language(text) is None


def test_a_foreign_article_is_doubted_by_the_languages_name():
    reading = read_source(
        Source("a", "copy", text=SENTENCES["ar"] * 4, published="2024-11-29"), today=date(2024, 12, 5)
    )
    assert [(doubt.kind, doubt.says) for doubt in reading.doubts] == [
        ("language", "Arabic: facts are read from English only.")
    ]
