// @ts-check
/** Sending a form whose fields stay editable while the answer is awaited. */

/**
 * Send what a form holds.
 *
 * Whoever types on over a slow link writes the next text into the same fields: it must not be
 * emptied, or closed, by the answer to the text before it.
 *
 * @param {HTMLFormElement} form
 * @param {() => Promise<boolean>} send  true when it was accepted
 * @returns {Promise<boolean>} true when it was accepted and the form still holds what was sent
 */
export async function sendForm(form, send) {
  const sent = contentOf(form);
  return (await send()) && contentOf(form) === sent;
}

/** @param {HTMLFormElement} form */
function contentOf(form) {
  return JSON.stringify([...form.elements].map((field) => {
    const { value, checked } = /** @type {HTMLInputElement} */ (field);
    return [value, checked];
  }));
}
