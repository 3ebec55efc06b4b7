/** How many characters may be typed: about 500, 150 and 30 words. */
export const LONG = 3000;
export const MEDIUM = 900;
export const SHORT = 200;
