/** A launch ends with a form, and a registration with a word to whoever opened it. */

const form = document.querySelector("form[data-at-once]");
if (form instanceof HTMLFormElement) form.submit();

if (document.querySelector("[data-close]")) {
  // To whichever origin: a school's pages may be elsewhere than its issuer, and it is no secret.
  (window.opener ?? window.parent).postMessage({ subject: "org.imsglobal.lti.close" }, "*");
}
