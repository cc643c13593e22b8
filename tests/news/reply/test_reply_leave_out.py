"""What was said, without an article: its card, its part of a digest, what other cards say of it."""

from dataclasses import replace

from bot.news.reply import Answer, Card, Row, Section, Sheet, leave_out

CARD = Card(7, "Flood", None, "Daily", (Row("4 killed"),), (), (), "b7xk", "plain")
OTHER = Card(8, "Fire", None, "Daily", (), (), (), "c2vm", "plain")


def test_its_card_goes_and_the_others_stay():
    answer = Answer(cards=(CARD, OTHER), notes=("A third link was left out.",), mark="post1")
    assert leave_out(answer, article=7, short="b7xk") == replace(answer, cards=(OTHER,))


def test_nothing_is_left_of_an_answer_with_its_card_alone():
    assert leave_out(Answer(cards=(CARD,), notes=("It was long.",)), article=7, short="b7xk") is None


def test_what_names_it_not_stays_as_it_is():
    answer = Answer(sheets=(Sheet("Digest", "", (Section("Fire", (Row("Source", "Daily", "c2vm"),)),)),))
    assert leave_out(answer, article=7, short="b7xk") == answer
    failure = Answer(cards=(replace(CARD, article=None),))
    assert leave_out(failure, article=7, short="b7xk") == failure


def test_a_card_of_the_same_text_names_it_no_more():
    copy = replace(OTHER, same="Same text as “Flood” · Daily · b7xk (one source)")
    assert leave_out(Answer(cards=(copy,)), article=7, short="b7xk") == Answer(cards=(replace(copy, same=""),))


def test_a_story_goes_whole_and_what_is_coming_up_by_rows():
    story = Section("Flood", (Row("4 killed", "Four."), Row("Sources", "Daily, Weekly", "c2vm, b7xk")))
    coming = Section(
        "Coming up", (Row("Mon", "A hearing", "planned · Daily · b7xk"), Row("Tue", "A vote", "planned · c2vm"))
    )
    (sheet,) = leave_out(Answer(sheets=(Sheet("Digest", "", (story, coming)),)), article=7, short="b7xk").sheets
    assert sheet.sections == (Section("Coming up", (Row("Tue", "A vote", "planned · c2vm"),)),)
    assert sheet.footer == "An article that was forgotten is left out"
