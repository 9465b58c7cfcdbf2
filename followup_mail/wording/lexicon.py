"""The English that fitting needs: words by what they do at the start of a phrase. Data only."""

import re

DETERMINERS = frozenset(
    "a an the my our your their his her its this that these those some any many several two three four "
    "five six seven "
    "eight nine ten twelve twenty thirty forty fifty hundred both each every all more no".split()
)
SUBJECTS = frozenset(
    "i i've i’ve i'm i’m i'd i’d im ive we we've we’ve we're we’re you you've you’ve you're you’re they "
    "they're "
    "they’re they've they’ve he she it it's it’s there there's there’s he's he’s she's she’s".split()
)
# Verbs that show a clause when they follow its first words. Those that are as often nouns (plans, works) are not here.
FINITE = frozenset(
    "is are was were has have had will can could would should may might must do does did isn't isn’t "
    "aren't aren’t "
    "doesn't doesn’t don't don’t gets goes comes makes takes gives becomes became began keeps kept says "
    "said thinks "
    "thought wants wanted needs needed seems seemed got went came took gave matters counts chooses brings "
    "knows lets "
    "eats learns teaches speaks grows sends writes wears decides joins hires sells tells asks sees finds "
    "means helps "
    "runs meets owns listens believes encourages allows pays expects happens belongs depends serves provides "
    "understands remembers explains cares".split()
)
# The same verbs behind a plural: "residents choose their own meals". Behind "to" or a name for one they are no clause.
FINITE_OF_MANY = frozenset(
    "choose bring know let eat learn teach speak grow send write wear decide join hire sell tell ask see "
    "find mean "
    "help run meet keep get go come make take give become say think want need change share listen believe".split()
)
MANY = frozenset("people children men women staff we they everybody everyone".split())
TIMES = frozenset("second minute hour day night morning evening week weekend month term season year".split())
# Behind a missing "to": "feel at home", "learn a trade".
AIMS = frozenset("feel be learn become bring keep see meet get grow teach".split())
# What may stand before an article without being a verb: "half the ward", "not the least".
BEFORE_AN_ARTICLE = frozenset(
    "of in at to for from with by on about after before over under into than as and or but nor not only "
    "even just half "
    "all both such quite rather what if when where why how that whether while because near per plus "
    "without within "
    "between through during across around behind beside".split()
)
# What somebody does with or for others: as a strength it is "experience of dealing with …".
DEALING = frozenset(
    "volunteering studying living travelling dealing working coping caring helping talking speaking "
    "listening standing reporting looking assisting negotiating "
    "liaising".split()
)
# Behind a comma these begin a new thought, not one more thing of a list.
NEW_THOUGHT = frozenset("know can did do have has speak hold like love was am used ran led work worked".split())
# One of them takes an article, which notes leave out: "uni project", "clean licence", "HGV licence".
COUNTED = frozenset(
    "project degree diploma certificate certification licence license course thesis dissertation "
    "apprenticeship "
    "placement internship background offer chance habit knack talent head eye ear hand qualification portfolio "
    "master's bachelor's phd".split()
)
# What somebody did. A phrase that opens so lacks its "I".
DONE = frozenset(
    "got passed finished completed speak know hold enjoy understand "
    "led built ran managed designed wrote taught set cut grew reduced moved launched founded started "
    "introduced created organised organized developed delivered migrated improved trained coached "
    "supervised planned "
    "opened rebuilt raised saved won handled looked worked kept made took helped brought shipped "
    "maintained automated "
    "drove have had spent cared nursed directed headed co-led chaired".split()
)
# What somebody does; a noun only before words such as "experience".
DOING = frozenset(
    "leading building running managing designing writing teaching setting cutting growing reducing moving "
    "launching "
    "founding starting introducing creating organising organizing developing delivering migrating "
    "improving training "
    "coaching supervising planning opening rebuilding raising saving handling looking working keeping "
    "making taking "
    "helping bringing maintaining automating driving having caring directing heading chairing being".split()
)
MAKES_A_NOUN = frozenset(
    "experience skills skill background knowledge know-how qualification qualifications certificate "
    "licence license "
    "and or in of for at with from on methods practice material materials courses course director degree".split()
)
# Participles that describe, and are no deed: "advanced Excel", "mixed teams".
DESCRIBES = frozenset(
    "advanced applied experienced skilled detailed varied proven dedicated combined limited extended mixed "
    "shared "
    "based distributed related interested motivated talented gifted rounded balanced continued increased "
    "needed "
    "united".split()
)
TRAITS = frozenset(
    "fluent able used familiar comfortable skilled responsible happy willing ready patient calm good "
    "careful reliable "
    "curious experienced trained certified qualified registered licensed interested".split()
)
BEHIND_A_TRAIT = frozenset("in at with to for by as on under about".split())
CREDENTIALS = frozenset("certified qualified registered licensed licenced chartered accredited".split())
# What somebody is: "fast learner", "coded welder", "early riser".
CALLINGS = frozenset(
    "learner speaker listener player thinker worker starter riser bird driver nurse midwife carer teacher "
    "tutor trainer "
    "welder fitter joiner carpenter plumber electrician mechanic engineer cook chef baker gardener cleaner".split()
)
TAKES_THAT = frozenset("hear hearing learn learning me know heard learned learnt asked asking".split())
COMMON_WORDS = (
    DETERMINERS
    | DONE
    | TRAITS
    | (SUBJECTS - {word for word in SUBJECTS if word == "i" or word.startswith(("i'", "i’"))})
    | (FINITE - {"may", "will"})
    | frozenset(
        "about after again almost already also among and around as at back before being because behind better "
        "between but by during early ever experience experienced few first for from full further good "
        "great having "
        "hands how if in into just keen knowledge large last late latest less like little long lots making "
        "much "
        "near nearly new next nightly not of off old on once one only open or other others out over own part "
        "patience people plan plans plenty practice practical quite quiet rather real same second sharing "
        "short "
        "simple since small so solid strong such than then third through time to together too under until up "
        "upcoming various very weekly what when where whether which while who why wide with within without "
        "work "
        "working year years zero eleven fifteen half dozens enough decades months weeks days teams team "
        "colleagues "
        "projects ideas questions training always fewer outdoor indoor heat solar wedding night nights "
        "customer customers patient "
        "patients pupils children residents staff staffing safety quality food music school summer winter data "
        "software hardware machine machines routes tools growth shift shifts research budget clean calm sales "
        "support climate energy water garden fresh parking uni university they their".split()
    )
)
GLADNESS = re.compile(
    r"\b(enjoy\w*|glad\w*|pleas\w+|good|nice|delight\w*|interest\w*|happy|lik(?:e|ed)|draws?|appeals?|concrete|welcome|useful"
    r"|best|most|above all|special\w*|valu\w+)\b",
    re.IGNORECASE,
)
BAD_NEWS = re.compile(
    r"\b(?:(?:have |has |had |just |recently |colleagues |people |nurses |members |engineers |staff )left\b(?! to\b)"
    r"|leaving|lay-?offs?|laid off|redundanc\w+|redundant|resign\w*|quit|fired|dismissed|died|dying|deaths?|bereave\w*|"
    r"funeral|ill|illness|sick|sickness|cancer|accidents?|injur\w+|lawsuits?|sued|bankrupt\w*|insolven\w*|crisis|crises|"
    r"fail(?:ed|ing|ure|ures|s)?|lost|losing|loss|losses|budget cuts?|cutbacks?|cuts|understaff\w*|short-staffed|"
    r"staff shortages?|shortages?|short of (?:staff|people|hands|nurses|teachers|money)|too few|"
    r"burn-?out|burnt out|clos(?:ure|ures|ing down)|shut(?:ting)? down|turnover|outages?|"
    r"(?:go|goes|going|gone|went) wrong|badly|in trouble|worr(?:y|ies|ied|ying)|stress(?:ful|ed)?|"
    r"breach(?:es)?|complaints?|struggl\w+|difficult(?:y|ies)|problems?|conflicts?|harass\w*|bullying|war|flood(?:s|ed)?|"
    r"fire|collapsed?|delays?|scandals?|strikes?|mistakes?|missed|behind schedule|overworked|exhaust\w+|grief)\b",
    re.IGNORECASE,
)
