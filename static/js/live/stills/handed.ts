/** Notices pictures that a presenter pastes, or drops on the console. */

/** Calls `take` with each picture; other files, and text, are left to the page. */
export function onPictureHanded(take: (file: File) => void) {
  document.addEventListener("paste", (event) => {
    const file = pictureIn(event.clipboardData);
    if (file) take(file);
  });
  document.addEventListener("dragover", (event) => {
    // Without this, the browser would leave the console and open the file.
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const file = pictureIn(event.dataTransfer);
    if (file) take(file);
  });
}

function pictureIn(data: DataTransfer | null): File | undefined {
  return Array.from(data?.files ?? []).find(({ type }) => type.startsWith("image/"));
}
