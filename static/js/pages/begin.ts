/** Starts the first page of a course. Usually the device keeps nothing, and then nothing more is loaded. */

import { FORGOTTEN, isUsed } from "../learn/offline/usage.ts";

const root = document.getElementById("offline-left");
if (root) void look(root);

async function look({ dataset }: HTMLElement) {
  if (location.hash === FORGOTTEN || (await isUsed())) await import(dataset.script ?? "");
}
