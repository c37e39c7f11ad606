/** Shows a sentence beside the voice while the media server is away. */

let notice: HTMLElement | null = null;

/** @param text in the language of the member */
export function showNotice(text: string) {
  if (!notice) {
    notice = document.createElement("p");
    const place = document.querySelector(".voice, .voice-said");
    // On a phone it is a bar below the voice, on the console a part of the voice's line.
    notice.className = place?.matches(".voice") ? "voice voice-away" : "voice-away";
    notice.setAttribute("role", "status");
    if (place?.matches(".voice")) place.after(notice);
    else place?.append(notice);
  }
  notice.textContent = text;
}

export function hideNotice() {
  notice?.remove();
  notice = null;
}
