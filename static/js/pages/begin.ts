// @ts-check
/** The first page of a course: mostly nothing is kept on the device, and then nothing is loaded. */

import { FORGOTTEN, isUsed } from "../offline/used.js";

const root = document.getElementById("offline-left");
if (root) void look(root);

/** @param {HTMLElement} root */
async function look({ dataset }) {
  if (location.hash === FORGOTTEN || (await isUsed())) await import(dataset.script ?? "");
}
