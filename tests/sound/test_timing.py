from kiosk.sound.readings import Said, said
from kiosk.sound.timing import Telling, Timing, heard, unheard
from kiosk.sound.voice import Rendering, VoicedWord
from kiosk.ui.speech import SpeechEnded, Utterance, WordSpoken

TWO_SECONDS = bytes(2 * 2 * 1000)


def plain(text: str) -> tuple[Utterance, Said]:
    utterance = Utterance(text)
    return utterance, said(utterance)


def test_words_come_when_the_voice_says_them() -> None:
    rendering = Rendering(TWO_SECONDS, 1000, (VoicedWord(0.1, 0, 3), VoicedWord(1.2, 4, 7)))

    assert heard(*plain("Ask Mia."), rendering) == Timing(((0.1, 0, 3), (1.2, 4, 7)), 2.0)


def test_words_that_the_voice_leaves_out_come_between_their_neighbours() -> None:
    rendering = Rendering(TWO_SECONDS, 1000, (VoicedWord(0.5, 3, 5), VoicedWord(1.25, 13, 16)))

    assert heard(*plain("It is on the mat now"), rendering) == Timing(
        ((0.0, 0, 2), (0.5, 3, 5), (0.75, 6, 8), (1.0, 9, 12), (1.25, 13, 16), (1.625, 17, 20)), 2.0
    )


def test_a_voice_without_words_is_followed_by_the_sentence() -> None:
    assert heard(*plain("Ask Mia. Or Bo?"), Rendering(TWO_SECONDS, 1000, ())) == Timing(
        ((0.0, 0, 8), (2.0 * 15 / 27, 9, 15)), 2.0
    )


def test_sentences_are_as_long_as_what_is_said_for_them() -> None:
    utterance = Utterance("Ask an adult/teacher. We ask now.", (("adult/teacher", "adult, or else a teacher,"),))

    (_, start, end), (when, again, _) = heard(utterance, said(utterance), Rendering(TWO_SECONDS, 1000, ())).words

    assert utterance.text[start:end] == "Ask an adult/teacher."
    assert utterance.text[again:] == "We ask now."
    assert 1.2 < when < 1.6


def test_a_caption_of_marks_alone_has_nothing_to_light() -> None:
    assert heard(*plain("… 👍"), Rendering(TWO_SECONDS, 1000, ())) == Timing((), 2.0)


def test_nonsense_from_a_voice_does_not_lead_back_or_out_of_the_caption() -> None:
    words = (VoicedWord(0.2, -1, 2), VoicedWord(0.5, 4, 7), VoicedWord(0.9, 0, 3), VoicedWord(1.0, 99, 100))

    assert heard(*plain("One two"), Rendering(TWO_SECONDS, 1000, words)) == Timing(((0.0, 0, 3), (0.5, 4, 7)), 2.0)


def test_no_word_comes_after_the_end() -> None:
    rendering = Rendering(TWO_SECONDS, 1000, (VoicedWord(0.1, 0, 3), VoicedWord(2.2, 4, 7)))

    assert heard(*plain("Ask Mia."), rendering) == Timing(((0.1, 0, 3), (2.0, 4, 7)), 2.0)


def test_unheard_words_come_at_the_rate_of_the_utterance() -> None:
    assert unheard(Utterance("We ask first.", wpm=120)) == Timing(((0.0, 0, 2), (0.5, 3, 6), (1.0, 7, 12)), 1.5)


def test_a_late_poll_is_told_of_all_it_has_missed() -> None:
    utterance = Utterance("We ask first.", wpm=120)
    telling = Telling(utterance, unheard(utterance), started=10.0)

    assert telling.due(9.9) == []
    assert telling.due(10.6) == [WordSpoken(utterance, 0, 2), WordSpoken(utterance, 3, 6)]
    assert not telling.ended
    assert telling.due(90.0) == [WordSpoken(utterance, 7, 12), SpeechEnded(utterance)]
    assert telling.ended
