// @ts-check
/** How long a session is to last: as long as the module that is chosen, until somebody types another length. */

/**
 * @param {ParentNode} root
 */
export function followModule(root) {
  const choice = /** @type {HTMLSelectElement | null} */ (root.querySelector("[data-lengths]"));
  const field = /** @type {HTMLInputElement | null} */ (root.querySelector("input[name=minutes]"));
  if (!choice || !field) return;
  const usual = () => choice.options[choice.selectedIndex]?.dataset.minutes ?? "";
  // A page that was refused or gone back to has the length of its module, or what was typed.
  let isTyped = !["", usual()].includes(field.value);
  const follow = () => {
    if (!isTyped) field.value = usual();
  };
  field.addEventListener("input", () => (isTyped = field.value !== ""));
  choice.addEventListener("change", follow);
  follow();
}
