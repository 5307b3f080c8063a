"""What is asked for aloud is told from an answer that begins alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.answers import FOLDER, REPLIES, every
from mockint.bank import bank_names, load_bank
from mockint.requests import LONGEST, Request, read

REPEAT = """\
Could you repeat that?
Could you repeat the question, please?
Sorry, could you say that again?
sorry say that again please
Say that again, please.
Can you repeat that for me?
Would you mind repeating the question?
Please repeat the question.
Could you please repeat that one more time?
I'm sorry, could you repeat that?
I'm so sorry, can you say that one more time?
Pardon?
Pardon me, what was the question?
I beg your pardon?
What was the question?
What was the question again?
What was that question again?
Um, what was the question again, please?
Sorry, what did you say?
What did you just ask?
Come again?
Once more, please.
One more time, please.
Again, please.
The question again, please.
Can I hear the question again?
Could I have the question once more?
May I hear that one more time, please?
I didn't catch that.
I did not quite catch that, sorry.
Sorry, I didn't hear you.
I couldn't hear the question properly.
I didn't understand the question.
I missed that, sorry.
I missed the question. Could you repeat it?
Uh, could you ask that again?
Could you ask me that again?
Can we repeat that?
Could you read that again, please?
Would you repeat yourself, please?
Please say it again.
I'd like to hear the question again.
Repeat, please.
Repeat the question.
OK, sorry, can you repeat the last part?
Excuse me, could you say that once again?
Hmm, can you say the question again?
Could you kindly repeat what you said?
Can you repeat it, if you don't mind?
Yes, sorry, could you repeat that now?
""".splitlines()

MOMENT = """\
Can I have a moment?
Can I have a moment, please?
Can I have a moment to think?
Could I have a minute?
Could I please have a second to think about it?
May I take a moment?
May I have a minute to think about that?
Can I take a second to gather my thoughts?
Give me a moment.
Give me a second, please.
Please give me a minute.
Just give me a moment to think.
Could you give me a moment?
Can you give me a minute, please?
Would you give me a second to think?
Let me think.
Let me think for a second.
Let me think for a second, please.
Let me think about that for a moment.
Let me just think about it.
Um, let me think.
Okay, let me think for a minute.
Well, let me think about that.
I need a moment.
I need a minute to think about that.
I just need a second.
I'll need a moment to collect my thoughts.
I'd like a moment to think.
I'll take a moment.
I will take a second to think.
I'm going to take a moment to think about it.
Let me take a second to think.
Let me have a moment, please.
One moment, please.
One moment.
One second.
Just a moment.
Just a second, please.
A moment, please.
Another minute, please.
Hold on.
Hold on a second.
Hang on one second, please.
Wait a minute, please.
Wait, please.
Bear with me.
Bear with me for a moment, please.
Let me gather my thoughts.
Can I think for a moment?
Can I think about that for a second, please?
""".splitlines()

SKIP = """\
Skip.
Skip this one.
Skip that, please.
Skip this question.
Skip it for now.
Can I skip this one?
Could I skip this question, please?
May I skip that?
Can we skip this one?
Could we please skip this question?
I'd like to skip this one.
I would like to skip that question.
I'd like to skip it, please.
I want to skip this one.
I'd rather skip this one.
I'd prefer to skip that one.
I'll skip this one.
I'll skip that, thank you.
I will skip this question.
I think I'll skip this one.
I think I'll pass on this one.
Let me skip this one.
Let's skip this one.
Let's skip it.
Let us skip that question.
I have to skip this one.
I need to skip this one, sorry.
Pass.
Pass, please.
I pass.
I'll pass.
I'll pass on that one.
I'd like to pass on this question.
Can I pass?
Can I pass on this one, please?
Next question.
Next question, please.
The next one, please.
Next one.
Can we move on?
Could we move on to the next question?
Can we go on to the next one, please?
Move on, please.
Let's move on.
Let's move on to the next question.
I'd like to move on.
Can I have the next question, please?
Um, sorry, skip.
I don't know, skip this one.
No idea. Next question, please.
""".splitlines()

ANSWERS = """\
Could you repeat that? That is what the customer asked me, twice.
Sorry, could you say that again was what he said on the phone.
Repeat orders were my job at the depot.
Again and again I had to call them.
Once more I went through the ledger.
The question again was who had approved the credit.
What was the question of the customer? Whether he had paid.
I didn't catch that mistake until March.
I missed that deadline once.
I beg your pardon was all she said, and she hung up.
Say that again and I will leave, he told me.
Repeating invoices are set up once a year.
Pardon the customer, my boss said, and I wrote the fee off.
Once more with feeling, we said, and closed the month.
I didn't hear from them for a week, so I called.
Can I have a moment was what I always asked the customer first.
Let me think, it was in March, and the customer had paid twice.
Let me think about a time when that happened.
Let me tell you about a time when I found a mistake.
Give me a second chance, he said, and I did.
One moment I remember was the audit.
One second too late and the batch had gone out.
A moment later the phone rang.
Just a moment before the close I found the error.
Hold on invoices is a status in our system.
Hold on shipments was lifted after they paid.
Wait times went down to two days.
Wait a minute, I told her, that is not our invoice.
I need a minute to post a payment.
I need a moment of quiet to reconcile.
I'll take a second look at every invoice.
Bear with me was what I told the customer.
Let me take an example from last year.
Hang on to every receipt, I told the team.
Skip tracing is how I found him.
Skip the small ones and begin with the largest balance.
Skip, my supervisor, asked me to do it.
I'd skip lunch to close the month.
I skip the automatic mail and call them.
Pass the invoice on to the manager for approval.
I pass every exception to my lead the same day.
Passing the audit was my task.
Next I called the customer.
Next question I asked was who had signed.
The next one was a duplicate, too.
Move on was never the answer, I stayed with the customer.
Let's move on to the next step, I told them, and we did.
I'd like to move on from data entry to analysis.
Can we move on was what the customer wanted to know.
I want to skip ahead to the result: they paid in three days.
""".splitlines()


@pytest.mark.parametrize("words", REPEAT)
def test_asking_for_the_question_again_is_understood(words: str) -> None:
    assert read(words) is Request.REPEAT


@pytest.mark.parametrize("words", MOMENT)
def test_asking_for_a_moment_is_understood(words: str) -> None:
    assert read(words) is Request.MOMENT


@pytest.mark.parametrize("words", SKIP)
def test_asking_to_go_on_is_understood(words: str) -> None:
    assert read(words) is Request.SKIP


@pytest.mark.parametrize("words", ANSWERS)
def test_an_answer_that_begins_alike_is_no_request(words: str) -> None:
    assert read(words) is None


def test_there_are_fifty_of_each_kind() -> None:
    assert [len(set(texts)) for texts in (REPEAT, MOMENT, SKIP, ANSWERS)] == [50] * 4


def test_no_answer_of_the_corpus_is_a_request() -> None:
    answers = every(FOLDER, REPLIES)
    assert len(answers) > 2_000
    assert [answer.name for answer in answers if read(answer.text)] == []


def test_no_sentence_of_the_corpus_that_begins_an_answer_is_skipped() -> None:
    """Somebody may fall silent behind their first clause: it must not be taken for a request."""
    first = {answer.clauses[0][1] for answer in every()}
    wrong = {words for words in first if read(words) in (Request.SKIP, Request.REPEAT)}
    assert wrong == set()


def test_no_example_answer_of_a_bank_is_a_request() -> None:
    for name in bank_names():
        for question in load_bank(name).questions:
            assert read(question.examples.strong) is None
            assert read(question.examples.weak) is None


@pytest.mark.parametrize("words", ["", " ", "...", "?!", "Thank you.", "Yes.", "No.", "Sorry."])
def test_nothing_and_mere_politeness_ask_for_nothing(words: str) -> None:
    assert read(words) is None


@given(st.sampled_from(REPEAT + MOMENT + SKIP), st.sampled_from(["please", "thank you", "then"]))
def test_case_and_punctuation_tell_nothing(words: str, more: str) -> None:
    bare = "".join(sign for sign in words.lower() if sign.isalnum() or sign in " '")
    assert read(words) is read(bare) is read(words.upper()) is read(f"{words}... {more}!")


@given(st.sampled_from(REPEAT + MOMENT + SKIP), st.sampled_from(["invoice", "March", "customer"]))
def test_one_word_of_something_else_makes_it_an_answer(words: str, other: str) -> None:
    assert read(f"{words} {other}") is None
    assert read(f"{other} {words}") is None


@given(st.text(max_size=400))
def test_any_text_is_read_and_nearly_none_is_a_request(text: str) -> None:
    assert read(text) in (None, *Request)


def test_a_megabyte_is_no_request_and_takes_no_time() -> None:
    assert read("please " * 200_000) is None
    assert read("so sorry " * LONGEST) is None
