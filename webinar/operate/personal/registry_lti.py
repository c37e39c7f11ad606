"""The registry of learning platforms: their learners, and the scores sent to them."""

from __future__ import annotations

from webinar.operate.personal.registry_terms import Keep, TableEntry, table_entry

LTI: dict[str, TableEntry] = {
    "lti_platforms": table_entry(
        "Learning platforms that may launch courses",
        Keep.EVER,
        content="name",
        technical="id issuer client_id login_url token_url keys_url deployments hosts created_at"
        " disabled_at",
    ),
    "lti_invitations": table_entry(
        "Links by which a learning platform may register itself",
        Keep.BRIEFLY,
        content="name",
        technical="id seed address hosts by_user_id made_at expires_at used_at",
    ),
    "lti_courses": table_entry(
        "Which platform may use which course",
        Keep.SESSION,
        none="platform_id course_id allowed_at",
    ),
    "lti_links": table_entry(
        "Places in a platform that lead into a course",
        Keep.SESSION,
        content="context_title",
        technical="id platform_id deployment resource course_id line_item line_items own_item"
        " making_until members seen_at",
    ),
    "lti_users": table_entry(
        "Which user of a platform is which learner",
        Keep.ATTENDANCE,
        of="learner_id",
        deletes_rows=True,
        exported=False,
        identity="sub",
        technical="platform_id course_id learner_id",
    ),
    "lti_grades": table_entry(
        "Scores that the server sends to a platform",
        Keep.ATTENDANCE,
        of="learner_id",
        deletes_rows=True,
        exported=False,
        answers="given is_finished said_at sent_at",
        technical="link_id learner_id looked_at next_at tries error",
    ),
    "lti_tickets": table_entry(
        "Launches that continue when the user presses a button",
        Keep.BRIEFLY,
        technical="token_hash browser content expires_at",
    ),
    "lti_nonces": table_entry(
        "Launches that were used, so that none is used twice",
        Keep.BRIEFLY,
        technical="nonce_hash expires_at",
    ),
}
