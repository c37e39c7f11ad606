/** Starts a test that a learner takes alone. It works without scripts; this one saves each choice at once. */

import { pageWords, tameMenus } from "../kit/dom.ts";
import { saveAsChosen } from "../learn/exams/saving.ts";

tameMenus();
const form = document.querySelector("form[data-exam]") as HTMLFormElement | null;
if (form) saveAsChosen(form, pageWords());
