"""The words of learning platforms: why a launch, a registration or a score was refused."""

from __future__ import annotations

from flask_babel import gettext as _


def refusals_of_hosts() -> dict[str, str]:
    return {**_launches(), **_registrations(), **_self_registrations()}


def failure_words() -> dict[str, str]:
    """Return the reasons why a platform took no score or gave no names, by their codes."""
    return {
        "unreachable": _("The platform did not answer"),
        "elsewhere": _("The platform named an address at a host that is not registered"),
        "gone": _("The column in the grade book there is gone; scores go into the next one"),
        "refused": _("The platform refused it"),
        "signed_out": _("The platform did not let this server in: check the registration there"),
    }


def _launches() -> dict[str, str]:
    return {
        "lti_bad_login": _("Open the course by its link in the learning platform."),
        "lti_unknown_platform": _(
            "This learning platform is not registered here. An administrator can register it."
        ),
        "lti_state": _(
            "This took too long, or your browser kept no cookie. Go back to the learning platform "
            "and open the link again."
        ),
        "lti_ticket": _(
            "This page was used already, or is too old. Go back to the learning platform and open "
            "the link again."
        ),
        "lti_replayed": _(
            "This link was used already. Go back to the learning platform and open it again."
        ),
        "lti_expired": _(
            "The learning platform's pass is not valid now. Open the link again; if that does not "
            "help, the clocks of the two servers differ: tell their operators."
        ),
        "lti_token": _(
            "What the learning platform sent cannot be trusted. Open the link "
            "again; if that does not help, tell the platform's operator."
        ),
        "lti_deployment": _(
            "The tool is installed in the learning platform in a place that is not registered "
            "here. An administrator can add its deployment id."
        ),
        "lti_message": _("This server does not know what the learning platform asks for."),
        "lti_keys": _("The learning platform does not answer just now. Please try again."),
        "lti_no_course": _(
            "This link leads to no course here. The teacher can choose the "
            "course again, and the course's organiser must have allowed this "
            "platform to use it."
        ),
        "lti_elsewhere": _(
            "The learning platform wants its answer at a host that is not registered here. An "
            "administrator can add the host."
        ),
        "lti_not_teacher": _("Only teachers choose courses."),
        "lti_nothing_chosen": _("Choose a course."),
    }


def _registrations() -> dict[str, str]:
    return {
        "lti_name": _("Give the platform a name."),
        "lti_issuer": _("The issuer must be an address that begins with https://"),
        "lti_client": _("Write the client id, as the platform shows it."),
        "lti_address": _("Each of the platform's addresses must begin with https://"),
        "lti_deployments": _("Write at least one deployment id, each on a line of its own."),
        "lti_hosts": _("Write only hosts, each on a line of its own: school.example.org"),
        "lti_known": _("A platform with this issuer and client id is registered already."),
        "lti_too_many": _("These are too many."),
        "lti_no_platform": _("There is no such platform any more."),
        "lti_in_use": _(
            "Learners have come from this platform, so it cannot be removed. Disable it instead."
        ),
    }


def _self_registrations() -> dict[str, str]:
    return {
        "lti_where": _("Write the platform's address, such as https://school.example.org"),
        "lti_link_over": _(
            "This link is too old, or was withdrawn. An administrator of the server that it came "
            "from can make a new one."
        ),
        "lti_link_used": _(
            "This link was used already. For another learning platform an administrator makes "
            "another link."
        ),
        "lti_other_platform": _(
            "This link was made for a learning platform at another address. An administrator can "
            "make one for this address."
        ),
        "lti_config": _(
            "What the learning platform says about itself is incomplete, or "
            "its addresses do not begin with https, so it cannot register "
            "itself. An administrator can register it by hand."
        ),
        "lti_issuer_differs": _(
            "The learning platform claims to be a different one than the one "
            "at its address. Nothing was registered. Tell the platform's "
            "operator."
        ),
        "lti_hosts_differ": _(
            "The learning platform names addresses at a host that this link was not made for. An "
            "administrator can make a link with that host among the further hosts."
        ),
        "lti_away": _("The learning platform does not answer just now. Please try again."),
        "lti_not_taken": _(
            "The learning platform did not take the registration. Begin it there once more."
        ),
    }
