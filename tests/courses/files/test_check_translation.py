"""A translation says the same as its source, in other words, and reads easily."""

import pytest

from courses.files.curriculum_check import check_course
from courses.files.readability import measure, spanish_syllables
from courses.files.reader import read_course
from tests.courses.files.writing import CHECK, LESSON, write

SPANISH = LESSON.replace("Look at the chest.", "Mire el pecho.").replace("Call out.", "Llame en voz alta.")
SPANISH_CHECK = CHECK.replace("Where?", "¿Dónde?").replace("Chest", "El pecho").replace("Shoes", "Los zapatos")


def found(folder) -> list[str]:
    return [str(problem) for problem in check_course(read_course(folder), {}).problems if ".es." in problem.path]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"L1_es_md": SPANISH}, ""),
        ({"L1_es_md": SPANISH.replace("- The shoes", "- Una más :: No.\n- The shoes")}, "“Ask” has other blocks"),
        ({"L1_es_md": SPANISH.replace("- * The chest", "- The chest").replace("- The sh", "- * The sh")}, "“Ask” has"),
        ({"L1_es_md": SPANISH.replace("# Do\n", "Más.\n\n# Do\n")}, "“Look” has other blocks than “Look”"),
        ({"L1_es_md": SPANISH.replace("[[participant]]", "[[local:therapy]]")}, "not in both languages: local:therapy"),
        ({"L1_es_md": SPANISH.replace("Llame en voz alta", "Mire dos horas")}, "A number is typed here"),
        ({"L1_es_md": SPANISH.replace("Somebody sits", "Un drogadicto está")}, "“drogadicto”"),
        ({"check_es_yaml": SPANISH_CHECK}, ""),
        ({"check_es_yaml": SPANISH_CHECK.replace("kind: single", "kind: say")}, "“hello-ask1” is another question"),
    ],
)
def test_it_holds_a_translation_against_its_source(tmp_path, changed, says):
    problems = found(write(tmp_path, **changed))
    assert (len(problems), says in "".join(problems)) == (1 if says else 0, True)


def test_it_finds_hard_spanish(tmp_path):
    hard = "La administración inmediata de antagonistas farmacológicos necesita observación continuada."
    problems = found(write(tmp_path, L1_es_md=SPANISH.replace("Mire el pecho.", hard)))
    assert [line for line in problems if "The emergency steps read at" in line]


def test_it_reads_spanish_by_the_formula_of_szigriszt_pazos():
    easy = measure(["Mire el pecho. Llame en voz alta. Quédese con la persona."], "es")
    assert (easy.words, easy.sentences, easy.syllables) == (11, 3, 19)
    assert easy.ease == pytest.approx(206.835 - 62.3 * 19 / 11 - 11 / 3)


@pytest.mark.parametrize(
    ("word", "number"),
    [("pecho", 2), ("respiración", 4), ("oía", 3), ("quien", 1), ("guía", 2), ("ayuda", 3), ("agüero", 3), ("y", 1)],
)
def test_it_counts_spanish_syllables(word, number):
    assert spanish_syllables(word) == number
