/** Searches the list of time zones by city, country or name, as somebody types. */

import { fill } from "../../kit/fill.ts";

interface Choice {
  value: string;
  words: string;
}

/** Returns the places of the choices that have all the typed words, in their order; all, if nothing is typed. */
export function placesFound(choices: readonly Choice[], typed: string) {
  const wanted = folded(typed).split(/\s+/).filter(Boolean);
  const places = choices.map((_choice, place) => place);
  return places.filter((place) => {
    const { value, words } = choices[place] as Choice;
    const text = folded(`${words} ${value.replace(/_/g, " ")}`);
    return wanted.every((word) => text.includes(word));
  });
}

/** Shows and wires the field that searches a list of zones below `root`. */
export function searchZones(root: ParentNode) {
  for (const field of root.querySelectorAll("[data-zone-search]") as NodeListOf<HTMLInputElement>) {
    const list = document.getElementById(field.dataset.zoneSearch ?? "");
    if (!(list instanceof HTMLSelectElement)) continue;
    const options = [...list.options];
    const whole = [...list.children];
    const choices = options.map((option) => ({ value: option.value, words: option.text }));
    field.hidden = false;
    field.addEventListener("input", () => {
      const chosen = list.value;
      const found = placesFound(choices, field.value).map((place) => options[place] as HTMLOptionElement);
      const isAll = field.value.trim() === "" || found.length === 0;
      field.setAttribute("aria-invalid", String(found.length === 0));
      if (isAll) {
        // The options that were found have left their groups: put each back into its own.
        for (const [group, members] of homes) fill(group, ...members);
        fill(list, ...whole);
        list.value = chosen;
      } else {
        fill(list, ...found);
        list.selectedIndex = 0;
      }
    });
    const homes = whole.map((group) => [group, [...group.children]] as const).filter(([, members]) => members.length > 0);
    // Enter chooses what is found; it must not send the form before somebody has seen it.
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      list.focus();
    });
  }
}

function folded(text: string) {
  return text.toLocaleLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
}
