"""The closed-class words of English that mark where a noun phrase ends and a clause begins."""

AUXILIARIES_BE = frozenset("was were is are be been being get gets got getting 're".split())
AUXILIARIES_HAVE = frozenset("has have had having".split())
MODALS = frozenset("could would may might can will shall should must 'd 'll to".split())
UNCERTAIN_PAST = frozenset("may might could must".split())

PREPOSITIONS = frozenset(
    "of in on at by with from for to into near against during after before since until among amongst amid between "
    "within without over under through across around about outside inside along behind beside besides beyond "
    "toward towards upon via per despite following including excluding except like than as off onto because due "
    "while when where if that which who whom whose what how why though although unless whether so but and or nor "
    "yet then there here not n't also both either neither only".split()
)
VERBS = frozenset(
    "was were is are be been being has have had having do does did done will would could should may might must "
    "can shall said says say told tells added reported reports confirmed denied claimed claims believed died dies "
    "die left leaving leaves opened fired attacked stormed raided targeted hit struck exploded detonated blew "
    "went came got took taken made found fled remained remain became began started".split()
)
PRONOUNS = frozenset(
    "i he she it we they you him her us them me himself herself themselves itself this these those".split()
)
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight january february "
    "march april june july august september october november december jan feb mar apr jun jul aug sep sept oct "
    "nov dec late early earlier later last next ago overnight morning afternoon evening night noon midnight "
    "weekend now again elsewhere meanwhile separately instead together apart".split()
)
DETERMINERS = frozenset("the this these those his her its their our my your".split())
DURATIONS = frozenset(
    "seconds minute minutes hour hours day days night nights week weeks fortnight month months year years decade "
    "decades century centuries".split()
)
QUOTES = frozenset("\"'“”‘’«»`")
RELATIVES = frozenset({"who", "whom", "that", "which"})

STOPS = PREPOSITIONS | VERBS | PRONOUNS | TIMES | DURATIONS
"""No modifier inside a noun phrase is one of these."""
