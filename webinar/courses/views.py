"""The organiser's pages of courses: which there are, and one of them."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webinar.courses import page
from webinar.rooms.desk import for_organisers

bp = Blueprint("courses", __name__)


@bp.get("/desk/courses")
@for_organisers
def index() -> ResponseReturnValue:
    return render_template("courses/index.html", **page.index_page())


@bp.get("/desk/courses/<int:course_id>")
@for_organisers
def show(course_id: int) -> ResponseReturnValue:
    return render_template("courses/course.html", **page.course_page(course_id))
