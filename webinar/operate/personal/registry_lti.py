"""The registry of learning platforms: their learners, and the scores sent to them."""

from __future__ import annotations

from webinar.operate.personal.held import Held, Keep, held

LTI: dict[str, Held] = {
    "lti_platforms": held(
        "Learning platforms that may launch courses",
        Keep.EVER,
        content="name",
        technical="id issuer client_id login_url token_url keys_url deployments hosts created_at"
        " disabled_at",
    ),
    "lti_invitations": held(
        "Links by which a learning platform may register itself",
        Keep.BRIEFLY,
        content="name",
        technical="id seed address hosts by_user_id made_at expires_at used_at",
    ),
    "lti_courses": held(
        "Which platform may use which course",
        Keep.SESSION,
        none="platform_id course_id allowed_at",
    ),
    "lti_links": held(
        "Places in a platform that lead into a course",
        Keep.SESSION,
        content="context_title",
        technical="id platform_id deployment resource course_id line_item line_items own_item"
        " making_until members seen_at",
    ),
    "lti_users": held(
        "Who of a platform is which learner",
        Keep.ATTENDANCE,
        of="learner_id",
        deletes_rows=True,
        exported=False,
        identity="sub",
        technical="platform_id course_id learner_id",
    ),
    "lti_grades": held(
        "Scores that a platform is told",
        Keep.ATTENDANCE,
        of="learner_id",
        deletes_rows=True,
        exported=False,
        answers="given is_finished said_at sent_at",
        technical="link_id learner_id looked_at next_at tries error",
    ),
    "lti_tickets": held(
        "Launches that are gone on with by one press",
        Keep.BRIEFLY,
        technical="token_hash browser content expires_at",
    ),
    "lti_nonces": held("That a launch was used", Keep.BRIEFLY, technical="nonce_hash expires_at"),
}
