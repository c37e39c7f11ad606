// @ts-check
/** What is being written is kept on the device until it is saved. */

/** @typedef {import("../lib/storage.js").Shelf} Shelf */
/** @typedef {import("../lib/words.js").Words} Words */

/**
 * @param {ParentNode} root
 * @param {Shelf} shelf
 * @param {string} name of this learner in this course
 * @param {Words} words
 */
export function keepDrafts(root, shelf, name, words) {
  const fields = /** @type {NodeListOf<HTMLTextAreaElement>} */ (root.querySelectorAll("textarea[data-draft]"));
  for (const field of fields) {
    const key = `${name}.draft.${field.dataset.draft}`;
    const say = () => {
      const said = field.form?.querySelector(".study-said");
      if (said) said.textContent = field.value === field.defaultValue ? "" : words.say("study.kept");
    };
    const draft = shelf.getItem(key);
    if (draft !== null && draft !== field.value) {
      field.value = together(field.value, draft);
      say();
    }
    field.addEventListener("input", () => {
      if (field.value === field.defaultValue) shelf.removeItem(key);
      else shelf.setItem(key, field.value);
      say();
    });
  }
}

/**
 * @param {HTMLFormElement} form what it holds is saved now
 * @param {Shelf} shelf
 * @param {string} name
 */
export function dropDrafts(form, shelf, name) {
  for (const field of form.querySelectorAll("textarea[data-draft]")) {
    shelf.removeItem(`${name}.draft.${/** @type {HTMLElement} */ (field).dataset.draft}`);
  }
}

/** Of two texts neither is lost. @param {string} saved perhaps at another device @param {string} draft */
function together(saved, draft) {
  if (!saved || draft.includes(saved)) return draft;
  return saved.includes(draft) ? saved : `${saved}\n\n${draft}`;
}
