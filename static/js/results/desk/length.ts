/** Fills in the length of a session: that of the chosen module, until somebody types another one. */

export function followModule(root: ParentNode) {
  const choice = root.querySelector("[data-lengths]") as HTMLSelectElement | null;
  const field = root.querySelector("input[name=minutes]") as HTMLInputElement | null;
  if (!choice || !field) return;
  const usualMinutes = () => choice.options[choice.selectedIndex]?.dataset.minutes ?? "";
  // On a page that was refused or gone back to, the field holds the module's length or a typed one.
  let isTyped = !["", usualMinutes()].includes(field.value);
  const follow = () => {
    if (!isTyped) field.value = usualMinutes();
  };
  field.addEventListener("input", () => (isTyped = field.value !== ""));
  choice.addEventListener("change", follow);
  follow();
}
