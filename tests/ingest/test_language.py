"""Which language a report is in; what is no English is kept, not read."""

from pathlib import Path

import pytest
from hostile import SENTENCE, taken

from recount.ingest.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SENTENCE, "en"),
        ("Blast in Quetta kills 12, wounds dozens near market", "en"),
        ("Attentat à Bamako : au moins douze morts, selon la police", "fr"),
        ("Doce muertos en un atentado contra un cuartel de la policía", "es"),
        ("Взрыв в Киеве: погибли двенадцать человек, сообщила полиция", "ru"),
        ("Вибух у Києві: загинули дванадцять людей, повідомила поліція", "uk"),
        ("انفجار في بغداد يقتل اثني عشر شخصا بحسب الشرطة", "ar"),
        ("کوئٹہ میں دھماکہ، 12 افراد جاں بحق، پولیس", "ur"),
        ("په کابل کې چاودنه دولس کسان ووژل", "ps"),
        ("काबुल में बम धमाके में बारह लोगों की मौत हो गई, पुलिस ने बताया", "hi"),
        ("Mlipuko wa bomu umewaua watu kumi na wawili mjini Mogadishu", "sw"),
        ("12 + 14", None),
        ("Kabul", None),
        ("Tel Abyad Deir ez-Zor Raqqa Homs Idlib", None),
    ],
)
def test_a_language_is_told_or_left_open(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_a_report_in_another_language_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Attentat à Bamako : au moins douze morts, selon la police", encoding="utf-8")
    (document,), failures = taken(tmp_path / "a.txt")
    assert document.language == "fr"
    assert not failures
