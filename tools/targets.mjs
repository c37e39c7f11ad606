// The oldest browsers in which our pages promise to run; docs/organising.md explains the promise.
// The bundler writes scripts for them, tests/js/old_browsers.test.js checks scripts against their
// features, tests/js/old_styles.test.js checks style sheets, and tests/browser/test_old_browsers.py
// runs the oldest Chromium. The bundler cannot compile the packages for an older Safari.
export const TARGET = ['chrome80', 'firefox78', 'safari14.1']
