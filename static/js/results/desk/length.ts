/** How long a session is to last: as long as the module that is chosen, until somebody types another length. */

export function followModule(root: ParentNode) {
  const choice = root.querySelector("[data-lengths]") as HTMLSelectElement | null;
  const field = root.querySelector("input[name=minutes]") as HTMLInputElement | null;
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
