/** The media query of a screen on which a place stands beside the slide. The style sheets have the same width. */
export const WIDE_SCREEN = "(min-width: 60em)";
