/** The fonts of printed reports, and what they can show. */
import regular from '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf';
import bold from '@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf';
import arabic from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff';
import bengali from '@fontsource/noto-sans-bengali/files/noto-sans-bengali-bengali-400-normal.woff';
import devanagari from '@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-400-normal.woff';
import gujarati from '@fontsource/noto-sans-gujarati/files/noto-sans-gujarati-gujarati-400-normal.woff';
import gurmukhi from '@fontsource/noto-sans-gurmukhi/files/noto-sans-gurmukhi-gurmukhi-400-normal.woff';
import hebrew from '@fontsource/noto-sans-hebrew/files/noto-sans-hebrew-hebrew-400-normal.woff';
import tamil from '@fontsource/noto-sans-tamil/files/noto-sans-tamil-tamil-400-normal.woff';
import { create, type Font } from 'fontkit';

/** The two weights of the Latin, Greek and Cyrillic font in which a report is printed. */
export type Weight = 'regular' | 'bold';

/** A font for each other script that families of schools in England write most, in one weight (docs/decisions/0054). */
const SCRIPTS = { arabic, bengali, devanagari, gujarati, gurmukhi, hebrew, tamil } as const;
const OF_SCRIPT: Readonly<Record<keyof typeof SCRIPTS, RegExp>> = {
  arabic: /\p{Script_Extensions=Arabic}/u,
  bengali: /\p{Script_Extensions=Bengali}/u,
  devanagari: /\p{Script_Extensions=Devanagari}/u,
  gujarati: /\p{Script_Extensions=Gujarati}/u,
  gurmukhi: /\p{Script_Extensions=Gurmukhi}/u,
  hebrew: /\p{Script_Extensions=Hebrew}/u,
  tamil: /\p{Script_Extensions=Tamil}/u,
};

export type FontName = Weight | keyof typeof SCRIPTS;

const FONTS: Readonly<Record<FontName, Uint8Array>> = { regular, bold, ...SCRIPTS };
export const fontNames = Object.keys(FONTS) as readonly FontName[];
export const fontBytes = (name: FontName): Buffer => Buffer.from(FONTS[name]);

/** Opened once in the life of a function, and only those that a text needs. */
const opened = new Map<FontName, Font>();
function fontOf(name: FontName): Font {
  const font = opened.get(name) ?? create(fontBytes(name));
  opened.set(name, font);
  return font;
}

/** What stands for a sign that no font has. */
export const MISSING = '□';

/** Word writes bullets and arrows as signs of its own Symbol and Wingdings fonts, which mean nothing elsewhere. */
const OF_WORD: Readonly<Record<string, string>> = {
  '\uF0B7': '•',
  '\uF0A7': '▪',
  '\uF0D8': '→',
  '\uF0E0': '→',
  '\uF0FC': '✓',
  '\uF076': '•',
  '\uF06F': '□',
};

/** A sign, with what belongs to it, in the font that shows it. */
export interface Shown {
  readonly text: string;
  readonly font: FontName;
  /** It stands for another, which no font has. */
  readonly stands: boolean;
}

const signs = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

/**
 * A text sign by sign, each with a font that has it. Half a character counts as a sign that no font has. A sign of several
 * scripts, such as the full stop of Hindi, Bengali and Punjabi, is set as the words before it.
 */
export function shownIn(text: string, weight: Weight): readonly Shown[] {
  let before: FontName = weight;
  return [...signs.segment(text)].map(({ segment }): Shown => {
    const sign = OF_WORD[segment] ?? segment.replace(/[\t\p{Zs}]/gu, ' ');
    const scripts = scriptsOf(sign);
    const font = [weight, ...scripts.filter((one) => one === before), ...scripts].find((name) => has(name, sign));
    if (font === undefined) return { text: MISSING, font: weight, stands: true };
    if (font !== weight) before = font;
    return { text: [...sign].filter((one) => one === '\n' || hasGlyph(font, one)).join(''), font, stands: false };
  });
}

const scriptsOf = (sign: string): readonly (keyof typeof SCRIPTS)[] =>
  (Object.keys(OF_SCRIPT) as (keyof typeof SCRIPTS)[]).filter((script) => OF_SCRIPT[script].test(sign));

/** Joiners and choosers of a variant change how their neighbours look, and have no look of their own. */
const LOOKLESS = /^(?:\u200c|\u200d|[\ufe00-\ufe0f]|\n)$/;

const has = (name: FontName, sign: string): boolean =>
  [...sign].every((one) => LOOKLESS.test(one) || hasGlyph(name, one));

const hasGlyph = (name: FontName, one: string): boolean => fontOf(name).hasGlyphForCodePoint(one.codePointAt(0) ?? 0);

/** Whether every sign of a text has a font. */
export const hasFonts = (text: string): boolean => shownIn(text, 'regular').every(({ stands }) => !stands);
