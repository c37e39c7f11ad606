/** Sends a form whose fields stay editable while the answer is awaited. */

/**
 * Sends what a form holds.
 *
 * On a slow link, somebody may already type the next text into the same fields. The answer to the earlier text
 * must not empty or close them.
 *
 * @param send resolves with whether it was accepted
 * @returns whether it was accepted and the form still holds what was sent
 */
export async function sendForm(form: HTMLFormElement, send: () => Promise<boolean>): Promise<boolean> {
  const sentContent = contentOf(form);
  return (await send()) && contentOf(form) === sentContent;
}

function contentOf(form: HTMLFormElement) {
  return JSON.stringify([...form.elements].map((field) => {
    const { value, checked } = field as HTMLInputElement;
    return [value, checked];
  }));
}
