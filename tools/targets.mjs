// The oldest browsers that our pages promise to run in; docs/organising.md says what that means.
// The bundler writes scripts for them, tests/js/old_browsers.test.js holds the scripts to what they
// know, tests/js/old_styles.test.js the style sheets, and tests/browser/test_old_browsers.py runs the
// oldest Chromium. The bundler cannot write the packages for an older Safari.
export const TARGET = ['chrome80', 'firefox78', 'safari14.1']
