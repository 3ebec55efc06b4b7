import { createHash } from 'node:crypto';
import code from './browser/while-typing.ts?script';

/**
 * The one script of our pages, minified. As the stylesheet's, its address changes with its content: a page never meets the script
 * of another release.
 */
export const script: { readonly path: string; readonly body: string } = {
  path: `/assets/${createHash('sha256').update(code).digest('hex').slice(0, 16)}.js`,
  body: code,
};

/** As it stands in a page. No text that somebody typed reads so, since it is escaped. */
export const SCRIPT_TAG = `<script src="${script.path}" defer></script>`;

/** Whether a page has anything for the script to do: a form that saves itself, or a text whose words are counted. */
export const hasUseForScript = (markup: string): boolean =>
  /<form[^>]* data-saves=|<textarea[^>]* data-limit=/.test(markup);
