"""The words that the filler text of the benchmark is made of; they mean nothing."""

from __future__ import annotations

SECTIONS = (
    "world", "europe", "politics", "economy", "science",
    "climate", "culture", "sport", "justice", "opinion",
)  # fmt: skip

FIRST_NAMES = (
    "Ada", "Boris", "Clara", "Dmytro", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas",
    "Katya", "Lars", "Mira", "Nadia", "Oskar", "Petra", "Quentin", "Rosa", "Stefan", "Tamar",
)  # fmt: skip

LAST_NAMES = (
    "Almond", "Berger", "Castell", "Dorn", "Ekwall", "Fabre", "Gruber", "Halim", "Ivanenko",
    "Jansen", "Kovar", "Lindgren", "Moreau", "Nowak", "Okafor", "Petrov", "Quist", "Rossi",
    "Sandoval", "Tymchuk",
)  # fmt: skip

ROLES = ("Reporter", "Correspondent", "Editor", "Data journalist", "Photographer", "Columnist")

POSITIONS = (
    "who leads the office", "a member of the council", "who took part in the talks",
    "an adviser to the ministry", "who has worked there for years", "the head of the union",
    "a lecturer in public law", "who signed the letter", "the author of the study",
)  # fmt: skip

PLACES = (
    "Arvenstad", "Belmora", "Corvane", "Dunhaven", "Estrava", "Falkenmoor", "Gavrino",
    "Harrowby", "Ilmgrad", "Juneport", "Kestrelford", "Lumenburg", "Marisol", "Norrvik",
    "Ondrava", "Pellingham", "Quarrytown", "Rivermouth", "Silverlake", "Tarnowitz", "Ullerby",
    "Valdera", "Westhafen", "Yarrowgate", "Zelenmark",
)  # fmt: skip

OUTLETS = ("Courier", "Gazette", "Monitor", "Press Agency", "Radio", "Statistics Office", "Court")

SOURCE_KINDS = ("newspaper", "news agency", "official", "document", "broadcaster", "scientific")

BODIES = (
    "the ministry", "the city council", "the regional court", "the energy company",
    "the port authority", "the parliament", "the audit office", "the teachers' union",
    "the research institute", "the central bank", "the water board", "the coalition",
    "the railway operator", "the opposition", "the committee", "the health service",
)  # fmt: skip

VERBS = (
    "approves", "delays", "rejects", "reviews", "publishes", "defends", "withdraws", "funds",
    "questions", "expands", "limits", "postpones", "announces", "examines",
)  # fmt: skip

PASTS = (
    "approved", "delayed", "rejected", "reviewed", "published", "defended", "withdrew", "funded",
    "questioned", "expanded", "limited", "postponed", "announced", "examined",
)  # fmt: skip

THINGS = (
    "budget", "agreement", "report", "bridge", "pipeline", "tariff", "reform", "inquiry",
    "programme", "contract", "election law", "housing plan", "school network", "harbour",
    "flood barrier", "tax rule", "licence", "survey", "ceasefire", "timetable", "power station",
    "archive", "vaccine order", "rail line", "pension fund",
)  # fmt: skip

ADJECTIVES = (
    "disputed", "long-awaited", "revised", "provisional", "regional", "costly", "unfinished",
    "secret", "temporary", "narrow", "independent", "ambitious", "modest", "joint", "earlier",
    "second", "national", "confidential",
)  # fmt: skip

THEMES = (
    "public health", "energy prices", "migration", "local elections", "water supply",
    "the labour market", "air quality", "press freedom", "rail transport", "higher education",
    "rural schools", "digital rights", "the harvest", "defence spending", "the housing market",
    "youth sport", "museum funding", "river ecology",
)  # fmt: skip

TIMES = (
    "on Monday", "late on Tuesday", "last week", "in the early hours", "after two days of talks",
    "before the summer recess", "at the end of the month", "earlier this year", "on Friday",
    "within hours", "for the third time", "without a vote",
)  # fmt: skip

ADVERBS = (
    "quietly", "openly", "again", "reluctantly", "largely", "formally", "unexpectedly", "partly",
)  # fmt: skip

HEADLINES = (
    "{place} {verb} {adjective} {thing} after dispute over {theme}",
    "{body} {verb} the {thing} in {place}",
    "What the {adjective} {thing} means for {theme}",
    "How {place} lost its {adjective} {thing}",
    "{adjective} {thing} divides {place}",
    "{body} warns {place} over {theme}",
)

SENTENCES = (
    "{body} {how} {past} the {adjective} {thing} {when}, according to a record of the meeting.",
    "In {place}, where {number} percent of residents had objected, the {thing} stays in force.",
    "The {adjective} {thing} isn't expected before {year}, two people who know the plan said.",
    "{body} in {place} didn't answer questions about the {thing}.",
    "It's the second time since {year} that {body} {past} the {thing} on {theme}.",
    "Figures for {place} and {other} show a rise of {number} percent, most of it in {theme}.",
    "{when}, {body} {past} the {thing} and asked for another {object}.",
    'Critics call it a "{adjective} {thing}" that says little about {theme}.',
    "The {thing} would cost {number} million a year -- more than the {adjective} {object}.",
    "Nobody in {place} has {how} explained why the {object} was left out.",
    "A {adjective} version of the {thing}, seen by this newsroom, names {number} places.",
    "Whether {body} can pay for the {thing} remains open... the {object} is not settled either.",
    "The vote followed weeks of debate about {theme}, and {place}'s {object} was part of it.",
    "Residents of {place} said that they had learnt of the {thing} from the neighbours in {other}.",
    "By {year} there had been {number} complaints, and “not one of them was answered”.",
    "{body} says that the {object} is safe & that the {thing} will be {adjective} at most.",
)

TAG_ADJECTIVES = (
    "open", "public", "rural", "urban", "digital", "northern", "southern", "federal", "private",
    "common", "coastal", "civil", "global", "local", "social", "industrial", "medical", "military",
    "financial", "historic",
)  # fmt: skip

TAG_NOUNS = (
    "energy", "courts", "schools", "water", "borders", "rights", "media", "trade", "health",
    "transport", "housing", "forests", "archives", "elections", "labour", "research", "sport",
    "taxes", "farming", "security",
)  # fmt: skip
