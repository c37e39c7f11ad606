// @ts-check
/** Icons that the first screen can do without; the same paths as templates/macros/icons.html. */

import { drawn } from "./icons.js";

const PATHS = {
  hand: "M7 12V6.5a1.5 1.5 0 013 0V11V4.5a1.5 1.5 0 013 0V11V5.5a1.5 1.5 0 013 0V12V8a1.5 1.5 0 013 0v6a7 7 0 01-7 7c-3 0-4.5-1.5-6-4l-2.4-4a1.5 1.5 0 012.6-1.5L7 13.5",
  question: "M12 21a9 9 0 100-18 9 9 0 000 18zM9.5 9.5a2.5 2.5 0 114 2c-1 .7-1.5 1.2-1.5 2.3M12 16.8v.1",
  chat: "M4 5h16v11H10l-4.5 4V16H4zM8 9h8M8 12h5",
  group: "M12 9a3 3 0 100-6 3 3 0 000 6zM6 14a2.5 2.5 0 100-5 2.5 2.5 0 000 5zM18 14a2.5 2.5 0 100-5 2.5 2.5 0 000 5zM2 20c0-2.5 1.8-4 4-4s4 1.5 4 4M14 20c0-2.5 1.8-4 4-4s4 1.5 4 4",
  clock: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.5 2",
  more: "M5 12v.1M12 12v.1M19 12v.1",
};

/**
 * @param {keyof typeof PATHS} name
 * @param {number} [size]
 */
export function moreIcon(name, size = 20) {
  return drawn(PATHS[name], size);
}
