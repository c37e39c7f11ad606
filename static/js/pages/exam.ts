// @ts-check
/** A test that is taken by oneself: complete without this, which saves each choice at once. */

import { pageWords, tameMenus } from "../lib/dom.js";
import { saveAsChosen } from "../exams/saving.js";

tameMenus();
const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-exam]"));
if (form) saveAsChosen(form, pageWords());
