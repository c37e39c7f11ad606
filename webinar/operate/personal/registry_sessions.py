"""The registry of sessions: their people, and the server's record of them."""

from __future__ import annotations

from webinar.operate.personal.registry_terms import Keep, TableEntry, table_entry

SESSIONS: dict[str, TableEntry] = {
    "rooms": table_entry(
        "Sessions",
        Keep.SESSION,
        content="title",
        none="slide revealed marks stage_kind stage_key is_guarded is_closed holds_slides"
        " planned_at planned_minutes time_zone state",
        technical="id code edition_id owner_id floor_id floor_offered_id created_at cancelled_at"
        " archived_at template_at started_at ended_at version quiet said_everyone said_hosts",
    ),
    "members": table_entry(
        "Who was in a session",
        Keep.ATTENDANCE,
        of="id",
        identity="name:name language role interprets",
        attendance="joined_at removed_at waits_since turned_away:blank",
        technical="id +room_id +number user_id link:blank",
        why="the tallies count the member, who no longer has a name",
    ),
    "intervals": table_entry(
        "When the server heard from a member",
        Keep.ATTENDANCE,
        of="member_id",
        attendance="began_at last_heard_at is_bridged ending",
        technical="id +room_id member_id boot is_open",
        why="the curve of presence, without a name",
    ),
    "attendance_rules": table_entry(
        "How attendance is judged",
        Keep.SESSION,
        none="percent polls late_minutes early_minutes counts_later",
        technical="room_id",
    ),
    "corrections": table_entry(
        "Corrections of the measured attendance",
        Keep.ATTENDANCE,
        of="person_id member_id",
        attendance="status minutes reason:gone",
        technical="id +room_id person_id member_id by_user_id +corrected_at",
        why="the register's figures, without a name",
    ),
    "frozen_reports": table_entry(
        "Attendance reports that are final",
        Keep.ATTENDANCE,
        attendance="content:scrub reason",
        none="counts",
        technical="room_id version hash before_hash by_user_id frozen_at",
        why="evidence: names are taken out, the hash of what was handed out stays",
    ),
    "timeline": table_entry(
        "What happened in a session, in order",
        Keep.SESSION,
        of="member_id",
        exported=False,
        identity="detail:scrub",
        technical="id +room_id version +at +kind member_id",
        why="what was done; the member no longer has a name",
    ),
    "operations": table_entry(
        "Commands that were carried out, so that a repeated one is not carried out again",
        Keep.BRIEFLY,
        of="member_id",
        deletes_rows=True,
        technical="member_id op_id command version done_at",
    ),
    "seats": table_entry(
        "Which browser a member uses",
        Keep.BRIEFLY,
        of="member_id",
        deletes_rows=True,
        technical="browser_id room_id member_id",
    ),
    "hidden_slides": table_entry(
        "The slides that hosts have hidden in a session", Keep.SESSION, technical="room_id slide"
    ),
    "deadlines": table_entry(
        "What the server does by itself, and when", Keep.SESSION, technical="room_id kind key at"
    ),
    "series": table_entry(
        "Sessions that belong together",
        Keep.SESSION,
        content="title",
        technical="id owner_id cohort_id created_at",
    ),
    "co_owners": table_entry(
        "Organisers who share a session, series, cohort or course",
        Keep.SESSION,
        technical="id user_id room_id series_id cohort_id course_id added_by added_at",
    ),
    "series_sessions": table_entry(
        "A session's place in a series", Keep.SESSION, technical="room_id series_id position"
    ),
    "editions": table_entry(
        "What a session teaches",
        Keep.SESSION,
        content="content",
        technical="id module hash created_at",
    ),
    "halls": table_entry(
        "Halls, where several people share a screen",
        Keep.SESSION,
        none="name",
        technical="id room_id number facilitator_id",
    ),
    "hall_people": table_entry(
        "Who sat in a hall",
        Keep.ATTENDANCE,
        of="member_id",
        exported=False,
        attendance="since left_at has_device",
        technical="member_id +hall_id pin:blank tries",
        why="the hall's count of people",
    ),
    "same_people": table_entry(
        "Members who turned out to be the same person",
        Keep.ATTENDANCE,
        of="member_id same_as_id",
        technical="+member_id +same_as_id",
        why="nobody is counted twice",
    ),
}
