import { type Cheerio, load } from 'cheerio';

/** What our pictures are made of (lambdas/pages/charts): shapes that lead nowhere, and what their attributes may be called. */
const DRAWN = /^(svg|g|rect|line|path|circle|text|title|clippath)$/i;
const DRAWN_BY =
  /^(role|aria-label|viewbox|width|height|xmlns|font-(family|size|weight)|fill|fill-opacity|stroke|stroke-(width|opacity|dasharray)|transform|x|y|x1|x2|y1|y2|cx|cy|r|d|text-anchor|clip-path|id)$/i;

const FOREIGN =
  'script:not([src^="/assets/"][defer]), img, iframe, object, embed, svg, math, base, video, audio, form[action]:not([action="?"]), meta[http-equiv=refresh]';

/** Attributes whose value a browser follows. */
const LEADS = /^(href|src|srcset|action|formaction|poster|background|data|xlink:href)$/;

/** Whether all of a drawing is of the kinds that ours have: it can hold nothing that acts. */
function isOurs(drawing: Cheerio<never>): boolean {
  const parts = drawing.find('*').addBack();
  return (
    drawing.attr('role') === 'img' &&
    parts
      .toArray()
      .map((_, index) => parts.eq(index))
      .every(
        (part) =>
          DRAWN.test(part.prop('tagName') ?? '') && Object.keys(part.attr() ?? {}).every((name) => DRAWN_BY.test(name)),
      )
  );
}

const acts = ([name, value]: readonly [string, string]): boolean =>
  /^on/i.test(name) || (LEADS.test(name) && /^\s*(javascript|vbscript|data:text)/i.test(value));

/** Everything in a document that no page or mail of ours has, and by which a text that somebody typed would act. */
export function foreignMarkup(html: string): string[] {
  const $ = load(html);
  // Looked for once in the whole document: to ask each element whether it is one of them takes five times as long.
  const foreign = new Set(
    $(FOREIGN)
      .toArray()
      .filter((element) => !isOurs($(element) as unknown as Cheerio<never>)),
  );
  return $('*')
    .toArray()
    .filter((node) => 'attribs' in node)
    .flatMap((element) => [
      ...(foreign.has(element) ? [`<${$(element).prop('tagName')}>`] : []),
      ...Object.entries(element.attribs)
        .filter(acts)
        .map(([name, value]) => `${name}="${value}"`),
    ]);
}

/** Where a document leads: every address in it. */
export const addressesIn = (html: string): string[] => {
  const $ = load(html);
  return $('[href], [src], [action], [formaction]')
    .toArray()
    .flatMap(({ attribs }) => Object.entries(attribs))
    .flatMap(([name, value]) => (/^(href|src|action|formaction)$/.test(name) ? [value] : []));
};
