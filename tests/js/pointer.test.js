// Each screen marks the place that the presenter points at.
import assert from "node:assert/strict";
import test from "node:test";
import { createMark } from "../../static/js/live/pointer/mark.ts";

const SLIDE = 3;
const BLOCKS = 2;
const PICTURE = 1;

/** A slide with a title and a picture, and what the room heard about the pointer. */
function makeScreen() {
  globalThis.document = { createElement: makeElement };
  globalThis.ResizeObserver = ResizeObservers;
  const [title, body, picture] = [makeElement("h2"), makeElement("div"), makeElement("img")];
  body.append(picture);
  const room = { state: { room: { slide: SLIDE, state: "live" }, pointer: undefined } };
  const draw = createMark(room, () => [{ title, body }]);
  return {
    picture,
    dot: () => body.querySelector(".pointer-dot"),
    hear(place) {
      room.state.pointer = { spot: { slide: SLIDE, blocks: BLOCKS, ...place } };
      draw();
    },
    end() {
      room.state.pointer = { spot: null };
      draw();
    },
  };
}

/** Reports every size at once when a test asks for it. */
class ResizeObservers {
  static reports = [];
  static report = () => this.reports.forEach((report) => report());
  constructor(report) {
    ResizeObservers.reports.push(report);
  }
  observe() {}
  unobserve() {}
}

/** The part of an element that a mark needs. */
function makeElement(name) {
  const attributes = new Set();
  const children = [];
  return {
    style: {},
    className: "",
    textContent: "",
    parentElement: null,
    setAttribute: (key) => attributes.add(key),
    removeAttribute: (key) => attributes.delete(key),
    hasAttribute: (key) => attributes.has(key),
    matches: (names) => names.split(", ").includes(name),
    querySelectorAll: (names) => children.filter((child) => child.matches(names)),
    querySelector: (selector) => children.find((child) => `.${child.className}` === selector) ?? null,
    size: { left: 0, top: 0, width: 200, height: 100 },
    getBoundingClientRect() {
      return this.size;
    },
    append(child) {
      child.parentElement = this;
      children.push(child);
    },
    after(next) {
      if (next.parentElement !== this.parentElement) this.parentElement.append(next);
    },
    remove() {
      this.parentElement.drop(this);
    },
    drop: (child) => children.splice(children.indexOf(child), 1),
  };
}

test("a place in a picture gets a dot, which disappears with the mark", () => {
  const screen = makeScreen();

  screen.hear({ block: PICTURE, x: 0.25, y: 0.5 });
  assert.deepEqual([screen.dot().style.left, screen.dot().style.top], ["50px", "50px"]);

  screen.end();
  assert.equal(screen.dot(), null);
  assert.ok(!screen.picture.hasAttribute("data-pointed"));
});

test("the dot disappears when the whole picture is pointed at next, as by keys", () => {
  const screen = makeScreen();
  screen.hear({ block: PICTURE, x: 0.25, y: 0.5 });

  screen.hear({ block: PICTURE });

  assert.equal(screen.dot(), null);
  assert.ok(screen.picture.hasAttribute("data-pointed"));
  screen.end();
});

test("a dot keeps its place in a picture that grows", () => {
  const screen = makeScreen();
  screen.hear({ block: PICTURE, x: 0.25, y: 0.5 });

  screen.picture.size = { left: 40, top: 0, width: 400, height: 200 };
  ResizeObservers.report();

  assert.deepEqual(screen.dot().style, { left: "140px", top: "100px" });
  screen.end();
});
