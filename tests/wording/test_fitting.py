"""What people type, and the sentence that comes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.wording.fitting import finish, suits
from followup_mail.wording.pronouns import told_to_one, told_to_others, told_to_them
from followup_mail.wording.shapes import Shape, is_bad_news, shape_of
from followup_mail.wording.typed import as_sentences, lowered

HEARD = "It was good to hear about …."
IS = "What stayed with me is …."
TOLD = "Thank you for telling me about …."
BRING = "For my part, I bring …."
DID = "For my part, I …."
EXPERIENCE = "For my part, I bring experience in …."
KNOW = "For my part, I know …."
AM = "For my part, I am …."
OFFER = "For my part, I would bring …."
HELP = "There I could be of help: I can offer …."
WITH = "With … I would hope to help."
LAST = "One thing has stayed with me: …."

TYPED = [
    pytest.param(HEARD, "your plan to move jobs", "It was good to hear about your plan to move jobs.", id="noun"),
    pytest.param(HEARD, "Your plan to move jobs.", "It was good to hear about your plan to move jobs.", id="capital"),
    pytest.param(HEARD, "  your plan  ", "It was good to hear about your plan.", id="blanks around"),
    pytest.param(HEARD, "about the pilot", "It was good to hear about the pilot.", id="about twice"),
    pytest.param(HEARD, "About the pilot...", "It was good to hear about the pilot.", id="about and dots"),
    pytest.param(HEARD, "we talked about the pilot", "It was good to hear about the pilot.", id="we talked about"),
    pytest.param(HEARD, "the pilot,", "It was good to hear about the pilot.", id="trailing comma"),
    pytest.param(HEARD, "the pilot!", "It was good to hear about the pilot.", id="exclamation mark"),
    pytest.param(HEARD, "Kafka at scale", "It was good to hear about Kafka at scale.", id="name keeps capital"),
    pytest.param(HEARD, "SQL and dbt", "It was good to hear about SQL and dbt.", id="acronym keeps capitals"),
    pytest.param(HEARD, "iOS work", "It was good to hear about iOS work.", id="own spelling"),
    pytest.param(HEARD, "Northwind's new site", "It was good to hear about Northwind's new site.", id="company"),
    pytest.param(HEARD, "Moving to streaming", "It was good to hear about moving to streaming.", id="gerund lowered"),
    pytest.param(HEARD, "Three new wards", "It was good to hear about three new wards.", id="number word"),
    pytest.param(HEARD, "3 new wards", "It was good to hear about 3 new wards.", id="digit first"),
    pytest.param(HEARD, "jobs, alerts etc.", "It was good to hear about jobs, alerts etc.", id="abbreviation's dot"),
    pytest.param(HEARD, "Contoso Ltd.", "It was good to hear about Contoso Ltd.", id="company's dot"),
    pytest.param(HEARD, "“quiet hours” on nights", "It was good to hear about “quiet hours” on nights.", id="quotes"),
    pytest.param(HEARD, "we are #1", "It was good to hear that we are #1.", id="hash"),
    pytest.param(HEARD, "the new cluster: live in May", "It was good to hear about the new cluster: live in May.",
                 id="colon"),
    pytest.param(HEARD, "how the rota is shared", "It was good to hear how the rota is shared.", id="how"),
    pytest.param(HEARD, "Why you chose Rust", "It was good to hear why you chose Rust.", id="why"),
    pytest.param(HEARD, "how we might share it?", "It was good to hear how we might share it.", id="how with a mark"),
    pytest.param(HEARD, "that juniors may deploy", "It was good to hear that juniors may deploy.", id="that"),
    pytest.param(HEARD, "your team is growing", "It was good to hear that your team is growing.", id="clause"),
    pytest.param(IS, "the data team has a say early", "What stayed with me is that the data team has a say early.",
                 id="clause after is"),
    pytest.param(IS, "the team owns what it ships", "What stayed with me is that the team owns what it ships.",
                 id="owns what"),
    pytest.param(IS, "nurses decide what is tried", "What stayed with me is that nurses decide what is tried.",
                 id="decide what"),
    pytest.param(IS, "everybody listens to the night shift",
                 "What stayed with me is that everybody listens to the night shift.", id="listens"),
    pytest.param(IS, "the team that owns what it ships", "What stayed with me is the team that owns what it ships.",
                 id="relative clause with what"),
    pytest.param(IS, "because the data team has a say", "What stayed with me is that the data team has a say.",
                 id="because"),
    pytest.param(IS, "the nurses who are new here", "What stayed with me is the nurses who are new here.",
                 id="relative clause is a noun"),
    pytest.param(IS, "the way things are done", "What stayed with me is the way things are done.", id="the way"),
    pytest.param(IS, "the plan you have for May", "What stayed with me is the plan you have for May.",
                 id="bare relative clause"),
    pytest.param(IS, "to build something lasting", "What stayed with me is the chance to build something lasting.",
                 id="aim"),
    pytest.param(HEARD, "You plan to move the jobs.", "You plan to move the jobs.", id="whole sentence stands"),
    pytest.param(HEARD, "It's a small unit", "It's a small unit.", id="sentence without its stop"),
    pytest.param(HEARD, "How do you welcome new nurses?", "How do you welcome new nurses?", id="question stands"),
    pytest.param(HEARD, "the pilot. I ran one at Contoso", "It was good to hear about the pilot. I ran one at Contoso.",
                 id="words, then a sentence"),
    pytest.param(TOLD, "how two colleagues left", "Thank you for telling me how two colleagues left.",
                 id="bad news behind a neutral stem"),
    pytest.param(BRING, "ten years of nights", "For my part, I bring ten years of nights.", id="bring a noun"),
    pytest.param(BRING, "Ten years of nights.", "For my part, I bring ten years of nights.", id="bring, as typed"),
    pytest.param(BRING, "Nursing experience", "For my part, I bring nursing experience.", id="-ing that is a noun"),
    pytest.param(BRING, "Python, Go and Rust", "For my part, I bring Python, Go and Rust.", id="names of things"),
    pytest.param(BRING, "At Contoso I led the migration, forty jobs.", "At Contoso I led the migration, forty jobs.",
                 id="whole strength stands"),
    pytest.param(BRING, "I ran the rota for 40 nurses", "I ran the rota for 40 nurses.", id="I did"),
    pytest.param(BRING, "I've a driving licence", "I've a driving licence.", id="I've"),
    pytest.param(BRING, "i ran the rota", "I ran the rota.", id="small i"),
    pytest.param(DID, "led the migration", "For my part, I led the migration.", id="deed"),
    pytest.param(DID, "Managed a budget of £2m", "For my part, I managed a budget of £2m.", id="deed with capital"),
    pytest.param(EXPERIENCE, "leading a team of five", "For my part, I bring experience in leading a team of five.",
                 id="gerund"),
    pytest.param(EXPERIENCE, "teaching year 6", "For my part, I bring experience in teaching year 6.",
                 id="gerund and a noun"),
    pytest.param(KNOW, "how to calm a full room", "For my part, I know how to calm a full room.", id="how to"),
    pytest.param(AM, "Fluent in Spanish", "For my part, I am fluent in Spanish.", id="trait"),
    pytest.param(AM, "used to night shifts", "For my part, I am used to night shifts.", id="trait with to"),
    pytest.param(DID, "fitted staircases by hand", "For my part, I fitted staircases by hand.", id="any deed"),
    pytest.param(BRING, "patient flow on two wards", "For my part, I bring patient flow on two wards.", id="no trait"),
    pytest.param(BRING, "advanced Excel", "For my part, I bring advanced Excel.", id="no deed"),
    pytest.param(HEARD, "automated tests for billing", "It was good to hear about automated tests for billing.",
                 id="topic that looks like a deed"),
    pytest.param(OFFER, "six years of nights", "For my part, I would bring six years of nights.", id="offer a noun"),
    pytest.param(OFFER, "ran a kitchen of five", "For my part, I ran a kitchen of five.", id="offer a deed"),
    pytest.param(OFFER, "leading a team", "For my part, I would bring experience of leading a team.",
                 id="offer a gerund"),
    pytest.param(OFFER, "dealing with angry customers",
                 "For my part, I would bring experience of dealing with angry customers.", id="dealing with"),
    pytest.param(OFFER, "being calm in a crowd", "For my part, I am calm in a crowd.", id="offer being calm"),
    pytest.param(OFFER, "being on call", "For my part, I would bring experience of being on call.", id="being on call"),
    pytest.param(OFFER, "good with shy children", "For my part, I am good with shy children.", id="offer a trait"),
    pytest.param(OFFER, "always on time, good with colours", "For my part, I am always on time, good with colours.",
                 id="always on time"),
    pytest.param(OFFER, "certified gas engineer", "For my part, I am a certified gas engineer.", id="offer a label"),
    pytest.param(OFFER, "accredited assessor", "For my part, I am an accredited assessor.", id="an accredited one"),
    pytest.param(OFFER, "how to calm a full room", "For my part, I know how to calm a full room.", id="offer a how"),
    pytest.param(OFFER, "uni project on buses", "For my part, I would bring a uni project on buses.", id="a project"),
    pytest.param(OFFER, "HGV licence", "For my part, I would bring an HGV licence.", id="an HGV licence"),
    pytest.param(OFFER, "first-aid certificate", "For my part, I would bring a first-aid certificate.",
                 id="certificate"),
    pytest.param(OFFER, "early riser", "For my part, I am an early riser.", id="early riser"),
    pytest.param(OFFER, "the night nurse", "For my part, I would bring the night nurse.", id="no calling of mine"),
    pytest.param(OFFER, "speak Polish", "For my part, I speak Polish.", id="speak"),
    pytest.param(OFFER, "master's in law", "For my part, I would bring a master's in law.", id="thesis"),
    pytest.param(HEARD, "We discussed flaky tests.", "It was good to hear about flaky tests.", id="we discussed"),
    pytest.param(HEARD, "You told me about the new wing.", "It was good to hear about the new wing.", id="you told me"),
    pytest.param(HEARD, "You explained the rota to me.", "It was good to hear about the rota.", id="you explained"),
    pytest.param(HEARD, "he explained why he left", "It was good to hear why he left.", id="explained why"),
    pytest.param(HEARD, "you said the ward is full", "It was good to hear that the ward is full.", id="you said"),
    pytest.param(HEARD, "when you told me about your first shift", "It was good to hear about your first shift.",
                 id="when you told me"),
    pytest.param(HEARD, "you showed me round", "You showed me round.", id="showed me round"),
    pytest.param(HEARD, "you showed me the ward and introduced me to the team",
                 "You showed me the ward and introduced me to the team.", id="told and more"),
    pytest.param(HEARD, "I asked about nights and you were honest", "I asked about nights and you were honest.",
                 id="asked and heard"),
    pytest.param(HEARD, "we talked about how you work and you rest", "It was good to hear how you work and you rest.",
                 id="how both"),
    pytest.param(IS, "when we walked round the ward", "What stayed with me is when we walked round the ward.",
                 id="a moment"),
    pytest.param(IS, "The unit lost its manager.", "The unit lost its manager.", id="lost something"),
    pytest.param(OFFER, "project management", "For my part, I would bring project management.", id="no article"),
    pytest.param(OFFER, "clean licence, know Leeds", "For my part, I would bring this: a clean licence, know Leeds.",
                 id="jotted down"),
    pytest.param(HELP, "11 yrs A&E, ALS certified", "There I could be of help: 11 yrs A&E, ALS certified.",
                 id="jotted down after a colon"),
    pytest.param(OFFER, "theatre group, exam prep, patience",
                 "For my part, I would bring theatre group, exam prep and patience.", id="a list gets its and"),
    pytest.param(HEARD, "how you hand over, the new ward, parking",
                 "It was good to hear how you hand over, the new ward and parking.", id="a list after how"),
    pytest.param(HEARD, "R, Python and SQL", "It was good to hear about R, Python and SQL.",
                 id="a list that has its and"),
    pytest.param(HEARD, "the rota, which starts in May", "It was good to hear about the rota, which starts in May.",
                 id="no list"),
    pytest.param(WITH, "six years of nights", "With six years of nights I would hope to help.", id="goes on"),
    pytest.param(IS, "the routes change every day", "What stayed with me is that the routes change every day.",
                 id="verb before an article"),
    pytest.param(HEARD, "Residents choose their meals", "It was good to hear that residents choose their meals.",
                 id="plural and verb"),
    pytest.param(BRING, "My seminar at Leeds transcribed two hundred wills.",
                 "My seminar at Leeds transcribed two hundred wills.", id="seminar that did it"),
    pytest.param(BRING, "My team cut such claims from nine days to two.",
                 "My team cut such claims from nine days to two.", id="team that did it"),
    pytest.param(HEARD, "the nurses trained two years ago",
                 "It was good to hear about the nurses trained two years ago.",
                 id="participle and time"),
    pytest.param(HEARD, "the wills transcribed by students",
                 "It was good to hear about the wills transcribed by students.",
                 id="participle and by"),
    pytest.param(HEARD, "three night shifts a week", "It was good to hear about three night shifts a week.",
                 id="no verb before a week"),
    pytest.param(HEARD, "the plan to share the van", "It was good to hear about the plan to share the van.",
                 id="no verb behind to"),
    pytest.param(IS, "feel at home", "What stayed with me is the chance to feel at home.", id="aim without to"),
    pytest.param("My reason is ….", "because of my mother's health", "My reason is my mother's health.",
                 id="because of"),
    pytest.param("My reason is ….", "better offer", "My reason is a better offer.", id="an offer"),
    pytest.param("You asked about ….", "when I can start", "You asked when I can start.", id="asked when"),
    pytest.param("What you told me about … helped.", "how it went", "What you told me about how it went helped.",
                 id="what is told stays about something"),
    pytest.param(HEARD, "Solar panels!", "It was good to hear about solar panels.", id="common noun lowered"),
    pytest.param(HEARD, "im used to nights", "I'm used to nights.", id="im"),
    pytest.param(HEARD, "the flat that i fitted", "It was good to hear about the flat that I fitted.",
                 id="small i inside"),
    pytest.param(LAST, "certified Scrum Master", "One thing has stayed with me: certified Scrum Master.", id="label"),
    pytest.param(LAST, "to build it together", "One thing has stayed with me: to build it together.", id="last resort"),
]  # fmt: skip


@pytest.mark.parametrize("stem, typed, sentence", TYPED)
def test_what_is_typed_makes_a_sentence(stem: str, typed: str, sentence: str) -> None:
    """Typed words become the sentence that a careful writer would have made of them."""
    assert suits(stem, typed)
    assert str(finish(stem, typed)) == sentence


@pytest.mark.parametrize(
    "stem, typed",
    [
        pytest.param(HEARD, "how two colleagues left", id="no pleasure at people who left"),
        pytest.param(HEARD, "the budget cuts", id="no pleasure at cuts"),
        pytest.param("I enjoyed hearing about ….", "the outage in March", id="no joy in an outage"),
        pytest.param(HEARD, "when we walked round the ward", id="no picture of a moment"),
        pytest.param(HEARD, "to build it together", id="no preposition before to"),
        pytest.param("I have thought about ….", "that juniors may deploy", id="about takes no that"),
        pytest.param(BRING, "led the migration", id="bring takes no deed"),
        pytest.param(BRING, "leading a team of five", id="bring takes no gerund"),
        pytest.param(DID, "ten years of nights", id="I takes a deed"),
        pytest.param(EXPERIENCE, "ten years of nights", id="experience in takes a gerund"),
        pytest.param("My thoughts on … are with me.", "your plan, the rota, and the pilot", id="long way to the verb"),
    ],
)
def test_a_stem_that_does_not_fit_is_not_used(stem: str, typed: str) -> None:
    """Words are not squeezed into a sentence that is not made for them."""
    assert not suits(stem, typed)


@pytest.mark.parametrize(
    "typed, shape",
    [
        pytest.param("the will to change", Shape.NOUN, id="will as a noun"),
        pytest.param("your plans for the ward, opening in January", Shape.NOUN, id="noun with participle"),
        pytest.param("We may move to streaming.", Shape.SENTENCE, id="sentence with a capital"),
        pytest.param("we may move to streaming", Shape.CLAUSE, id="clause without one"),
        pytest.param("certified for intensive care", Shape.TRAIT, id="trait"),
        pytest.param("", Shape.NOUN, id="nothing"),
        pytest.param("…", Shape.NOUN, id="dots only"),
    ],
)
def test_kind_of_words(typed: str, shape: Shape) -> None:
    """The kind of words is told from how they begin and whether subject and verb are there."""
    assert shape_of(typed) is shape


@pytest.mark.parametrize(
    "typed, told",
    [
        pytest.param("your plan to move the jobs", "their plan to move the jobs", id="your"),
        pytest.param("how you run the ward", "how they run the ward", id="you as subject"),
        pytest.param("what it is like to work with you", "what it is like to work with them", id="you as object"),
        pytest.param("You run it yourselves.", "They run it themselves.", id="sentence"),
        pytest.param("the youth centre", "the youth centre", id="you inside a word"),
    ],
)
def test_told_to_somebody_else(typed: str, told: str) -> None:
    """In a note that is passed on, "your plan" is no longer the reader's plan."""
    assert told_to_others(typed) == told


@pytest.mark.parametrize(
    "typed, told",
    [
        pytest.param("they plan to open in May", "you plan to open in May", id="they"),
        pytest.param("They've a garden", "You've a garden", id="they've"),
        pytest.param("Their garden", "Your garden", id="their"),
        pytest.param("how they run their handovers", "how you run your handovers", id="theirs as well"),
        pytest.param(
            "how they help patients with their meals", "how you help patients with their meals", id="patients'"
        ),
        pytest.param("patients choose their meals", "patients choose their meals", id="not the employer"),
        pytest.param("we talked about their plan", "we talked about your plan", id="talked about"),
        pytest.param("she is looking for a cook", "you are looking for a cook", id="she is"),
        pytest.param("how he carries the rota", "how you carry the rota", id="he carries"),
        pytest.param("She's new here", "You are new here", id="she's"),
        pytest.param("her years at sea", "your years at sea", id="her"),
        pytest.param("why she misses the sea", "why you miss the sea", id="misses"),
        pytest.param("she told me about her first shift", "you told me about your first shift", id="her own"),
        pytest.param("she told me about his first shift", "you told me about his first shift", id="not her own"),
        pytest.param("she said she wants a garden", "you said you want a garden", id="said she"),
        pytest.param("I asked about nights and she was honest", "I asked about nights and you were honest",
                     id="asked and heard"),
        pytest.param("Ann said the unit is full", "You said the unit is full", id="first name"),
        pytest.param("Ann Cody said so", "You said so", id="whole name"),
        pytest.param("Ann's plan for the garden", "Your plan for the garden", id="name's"),
        pytest.param("Annual leave for all", "Annual leave for all", id="a word like the name"),
        pytest.param("Ann Lee said so", "Ann Lee said so", id="somebody of that name"),
    ],
)  # fmt: skip
def test_told_to_the_reader(typed: str, told: str) -> None:
    """What was noted about the person met is said to them, as far as it can only be about them."""
    assert told_to_one(typed, "Ann Cody") == told


def test_she_may_be_a_colleague() -> None:
    """In words noted for several people "she" stays, as it could be any of them."""
    assert told_to_them("she plans a garden for all of you") == "she plans a garden for all of you"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("two nurses had left", id="left"),
        pytest.param("the layoffs in spring", id="layoffs"),
        pytest.param("your colleague's illness", id="illness"),
        pytest.param("why the last launch failed", id="failure"),
    ],
)
def test_bad_news(typed: str) -> None:
    """What nobody enjoys hearing is recognised."""
    assert is_bad_news(typed)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("your plan to move the nightly jobs", id="plan"),
        pytest.param("the left wing of the new building", id="left as a side"),
        pytest.param("the time that is left to the pilots", id="left to"),
        pytest.param("the pilot with the night shift", id="pilot"),
    ],
)
def test_no_bad_news(typed: str) -> None:
    """Words that only look like it are not taken for bad news."""
    assert not is_bad_news(typed)


def test_capital_of_i_and_of_names_is_kept() -> None:
    """Only a common word loses its capital."""
    assert [lowered(text) for text in ("I ran it", "Kafka", "The plan", "A plan", "May plans")] == [
        "I ran it", "Kafka", "the plan", "a plan", "May plans",
    ]  # fmt: skip


def test_sentences_stand_as_typed() -> None:
    """A whole sentence gets at most its capital and its full stop."""
    assert (
        as_sentences("the talk is at https://a.example/b. It is short!")
        == "The talk is at https://a.example/b. It is short!"
    )


@given(st.text(max_size=200))
def test_any_words_come_through(typed: str) -> None:
    """Whatever is typed, the last resort takes it, and no word of it is lost."""
    if not typed.strip(" .…,;:–—-!?\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0"):
        return
    made = str(finish(LAST, typed))
    kept = [c for c in typed.casefold() if c.isalnum()]
    assert suits(LAST, typed)
    assert sum(c.isalnum() for c in made) >= len(kept) - len("we also talked about ")
