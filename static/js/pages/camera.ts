/** Loaded when a presenter shows a picture: takes frames of the camera, the screen or a file, and sends them. */

export { createCamera } from "../live/stills/camera.ts";
export { takeFile } from "../live/stills/file.ts";
export { preview } from "../live/stills/preview.ts";
export { takeScreen } from "../live/stills/screen.ts";
export { newTurn, upload } from "../live/stills/upload.ts";
