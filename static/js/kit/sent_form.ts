/** Sending a form whose fields stay editable while the answer is awaited. */

/**
 * Send what a form holds.
 *
 * Whoever types on over a slow link writes the next text into the same fields: it must not be
 * emptied, or closed, by the answer to the text before it.
 *
 * @param send true when it was accepted
 * @returns true when it was accepted and the form still holds what was sent
 */
export async function sendForm(form: HTMLFormElement, send: () => Promise<boolean>): Promise<boolean> {
  const sent = contentOf(form);
  return (await send()) && contentOf(form) === sent;
}

function contentOf(form: HTMLFormElement) {
  return JSON.stringify([...form.elements].map((field) => {
    const { value, checked } = field as HTMLInputElement;
    return [value, checked];
  }));
}
