from factory import claim, day, document, place, published, report

from recount.link.blocking import candidate_pairs
from recount.link.traits import traits_of
from recount.records import Published

QUETTA = place(locality="Quetta", country="PK")


def traits(name, *claims, on=None, **more):
    return traits_of(report(document(name), *claims, **more), published(on) if on else Published())


def test_neighbouring_days_of_one_country_meet_and_far_days_do_not():
    first = traits("a", claim("date", day("2016-10-24")), claim("place", QUETTA))
    second = traits("b", claim("date", day("2016-10-25")), claim("place", place(country="PK")))
    third = traits("c", claim("date", day("2017-03-01")), claim("place", place(locality="Karachi", country="PK")))
    assert candidate_pairs([first, second, third]) == ((0, 1),)


def test_a_day_without_a_year_meets_that_day_of_any_year():
    yearless = traits("a", claim("date", day("--10-24")))
    dated = traits("b", claim("date", day("2016-10-24")), claim("place", QUETTA))
    also_dated = traits("c", claim("date", day("2011-10-24")), claim("place", QUETTA))
    assert candidate_pairs([yearless, dated, also_dated]) == ((0, 1), (0, 2))


def test_a_report_without_a_country_meets_all_of_its_day():
    nowhere = traits("a", claim("date", day("2016-10-24")))
    somewhere = traits("b", claim("date", day("2016-10-24")), claim("place", QUETTA))
    assert candidate_pairs([nowhere, somewhere]) == ((0, 1),)


def test_undated_reports_meet_through_place_and_actor_in_any_spelling():
    one = traits("a", claim("place", place(district="Mastung", country="PK")), claim("target", "Islamic State"))
    other = traits("b", claim("place", place(locality="Mastoong", country="PK")), claim("target", "Islamic State"))
    assert candidate_pairs([one, other]) == ((0, 1),)


def test_reports_of_one_document_never_meet():
    home = document("a")
    told = [claim("date", day("2016-10-24")), claim("place", QUETTA)]
    both = [traits_of(report(home, *told, number=number), Published()) for number in (0, 1)]
    assert candidate_pairs(both) == ()


def test_undated_news_meets_the_events_of_the_days_before_it_was_printed():
    dated = traits("a", claim("date", day("2016-10-24")), claim("place", QUETTA))
    news = traits("b", claim("place", place(country="PK")), on="2016-10-27")
    later = traits("c", claim("place", place(country="PK")), on="2016-12-27")
    assert candidate_pairs([dated, news, later]) == ((0, 1),)


def test_undated_background_meets_through_its_rare_words():
    words = "limestone cave Splinji commanders"
    one = traits("a", claim("date", day("2017-06-04")), claim("place", QUETTA), context=words)
    other = traits("b", context=words, focus=False)
    assert candidate_pairs([one, other]) == ((0, 1),)


def test_two_dated_reports_of_far_days_never_meet_through_place_and_words():
    told = [claim("place", QUETTA), claim("target", "Islamic State")]
    one = traits("a", claim("date", day("2016-10-24")), *told, context="limestone cave Splinji")
    other = traits("b", claim("date", day("2018-10-29")), *told, context="limestone cave Splinji")
    assert candidate_pairs([one, other]) == ()
