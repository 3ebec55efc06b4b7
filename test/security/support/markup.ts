import { load } from 'cheerio';

const FOREIGN =
  'script, img, iframe, object, embed, svg, math, base, video, audio, form[action]:not([action="?"]), meta[http-equiv=refresh]';

/** Attributes whose value a browser follows. */
const LEADS = /^(href|src|srcset|action|formaction|poster|background|data|xlink:href)$/;

/** Everything in a document that no page or mail of ours has, and by which a text that somebody typed would act. */
export function foreignMarkup(html: string): string[] {
  const $ = load(html);
  return $('*')
    .toArray()
    .filter((node) => node.type !== 'text')
    .flatMap((element) => {
      const attributes = Object.entries($(element).attr() ?? {});
      const acting = attributes.filter(
        ([name, value]) =>
          /^on/i.test(name) || (LEADS.test(name) && /^\s*(javascript|vbscript|data:text)/i.test(value)),
      );
      return [
        ...($(element).is(FOREIGN) ? [`<${$(element).prop('tagName')}>`] : []),
        ...acting.map(([name, value]) => `${name}="${value}"`),
      ];
    });
}

/** Where a document leads: every address in it. */
export const addressesIn = (html: string): string[] => {
  const $ = load(html);
  return $('[href], [src], [action], [formaction]')
    .toArray()
    .flatMap(({ attribs }) => Object.entries(attribs))
    .flatMap(([name, value]) => (/^(href|src|action|formaction)$/.test(name) ? [value] : []));
};
