/** Submits the form that ends a launch, and tells the opener that a registration is done. */

const form = document.querySelector("form[data-at-once]");
if (form instanceof HTMLFormElement) form.submit();

if (document.querySelector("[data-close]")) {
  // Sent to any origin: a school's pages may be elsewhere than its issuer, and the message is no secret.
  (window.opener ?? window.parent).postMessage({ subject: "org.imsglobal.lti.close" }, "*");
}
