/** How many characters may be typed: about 500, 150 and 30 words. */
export const LONG = 3000;
export const MEDIUM = 900;
export const SHORT = 200;

/** Bytes of a long text in the information form, all of which stands in the review's row: twice the characters, since few texts are all emoji. */
export const LONG_BYTES = 2 * LONG;
export const MEDIUM_BYTES = 2 * MEDIUM;
