"""The registry that ships: every parameter and claim with its source and how well it was seen."""

import pytest

from courses.review.reader import Kind, needs, read, registry


def test_it_ships_every_parameter_and_claim():
    assert (len(registry().parameters), len(registry().claims)) == (12, 26)
    lines = [*registry().parameters.values(), *registry().claims.values()]
    assert all(line.source and line.evidence.split()[0] in {"seen", "secondary", "memory"} for line in lines)
    assert all(line.interval in {3, 6, 12, 24} for line in lines)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("clinician", ({Kind.CLINICIAN},)),
        ("clinician + legal", ({Kind.CLINICIAN}, {Kind.LEGAL})),
        ("clinician or drug-checking technician", ({Kind.CLINICIAN, Kind.TECHNICIAN},)),
        ("program manager", ({Kind.PROGRAM_MANAGER},)),
    ],
)
def test_it_knows_who_must_sign(written, expected):
    assert needs(written) == expected


def test_it_refuses_a_reviewer_nobody_knows():
    with pytest.raises(ValueError, match="astrologer"):
        needs("clinician + astrologer")


def test_it_refuses_a_claim_on_a_parameter_that_is_not_there():
    line = "{id: SC99, text: t, where: [], param: nowhere, source: s, evidence: seen, reviewer: clinician, interval: 6}"
    with pytest.raises(ValueError, match="nowhere"):
        read(f"clinical_parameters: []\nsafety_claims:\n- {line}\n")
