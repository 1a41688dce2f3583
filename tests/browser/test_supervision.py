"""A 1:1 on two phones: Rosa writes it down, Marcus confirms, both see it locked."""

from typing import Any

import pytest
from playwright.sync_api import expect

from assessments.supervision.talks.models import Conversation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_it_is_written_on_one_phone_and_confirmed_on_another(visit: Any, rosa: Any, marcus: Any) -> None:
    rosas = visit(rosa, "/", width=390)
    rosas.get_by_role("link", name="Open supervision").click()
    rosas.get_by_role("link", name="Write down a 1:1").click()
    expect(rosas.get_by_text("How are you, apart from the job?")).to_be_visible()
    rosas.get_by_label("What you talked about").fill("The first shifts.")
    rosas.get_by_label("What I will do").fill("Watch twice more.")
    rosas.get_by_role("button", name="Save: this is what we agreed").click()
    expect(rosas.get_by_text("Marcus is asked to confirm it too.")).to_be_visible()
    his = visit(marcus, "/", width=390)
    his.get_by_role("link", name="Open supervision").click()
    his.get_by_role("link", name="Rosa").first.click()
    expect(his.get_by_text("Watch twice more.")).to_be_visible()
    his.get_by_role("button", name="Confirm: this is what we agreed").click()
    rosas.reload()
    for phone in (his, rosas):
        expect(phone.get_by_text("Locked: nobody can change it any more.")).to_be_visible()
    assert Conversation.objects.get().locked_at is not None
