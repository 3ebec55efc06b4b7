import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Besieged, SIGN } from '../support/besieged.ts';
import { post, postRaw, type Received, send } from '../support/send.ts';

const MEMBER = '900029';

/** What every answer of our functions says to the browser. */
const ALWAYS = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
};
const PAGE = {
  ...ALWAYS,
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
};
/** What a page says that has our one script, which no other page may run. */
const POLICY_WITH_SCRIPT = `${PAGE['content-security-policy']}; script-src 'self'; connect-src 'self'`;
const pageHeaders = (text: string) => ({
  ...PAGE,
  ...(load(text)('script').length > 0 && { 'content-security-policy': POLICY_WITH_SCRIPT }),
});
const TELLS = /^(server|x-powered-by|via|x-aspnet|set-cookie|x-amzn-trace-id|access-control)/;

/** Every answer of every route, right and wrong. */
export function checkHeaders(portal: Besieged): void {
  const link = () => portal.link(MEMBER);
  const unknown = () => portal.page(`/d/${'B'.repeat(43)}`);
  /** For paths that begin with two slashes, which a URL's own parser takes for a host. */
  const origin = () => new URL(portal.page('/')).origin;
  const pages: readonly (readonly [string, number, () => Promise<Received>])[] = [
    ['the page of a question', 200, () => send(link())],
    ['a form that is wrong', 422, () => post(link(), {})],
    ['the page to check', 200, () => post(link(), SIGN)],
    ['a form from elsewhere', 403, () => post(link(), SIGN, { 'sec-fetch-site': 'cross-site' })],
    ['a form of another kind', 415, () => post(link(), SIGN, { 'content-type': 'text/plain' })],
    ['a form of too many parts', 400, () => postRaw(link(), 'a=1&'.repeat(1001))],
    ['a form that is too long', 413, () => postRaw(link(), 'a'.repeat(300_000))],
    ['a link that opens nothing', 404, () => send(unknown())],
    ['a form for a link that opens nothing', 404, () => post(unknown(), SIGN)],
    ['the page for fresh links', 200, () => send(portal.page('/links'))],
    ['a wish for fresh links', 200, () => post(portal.page('/links'), { email: 'nobody@hillview.example' })],
    ['a form to join that is wrong', 422, () => post(portal.page('/join'), {})],
    ['a report that is not public', 404, () => send(portal.page('/reports/qar-2026-900001'))],
    ['its PDF', 404, () => send(portal.page('/reports/qar-2026-900001/report.pdf'))],
    ['a PDF behind a link that has none', 404, () => send(`${link()}/report.pdf`)],
    ['a stylesheet that is not there', 404, () => send(portal.page('/assets/old.css'))],
    ['what was never there', 404, () => send(portal.page('/.git/config'))],
    ['a link without its secret', 404, () => send(portal.page('/d/'))],
    ['a path too long', 404, () => send(portal.page('/d/x/y/z'))],
    ['a method that no page has', 404, () => send(portal.page('/links'), { method: 'DELETE' })],
    ['a question about what is allowed', 404, () => send(portal.page('/join'), { method: 'OPTIONS' })],
  ];

  describe('every answer', () => {
    beforeAll(() => portal.later());

    it.each(pages)('keeps itself to one browser: %s', async (_what, status, ask) => {
      const answer = await ask();
      expect(answer).toMatchObject({ status, headers: pageHeaders(answer.text) });
      expect(Object.keys(answer.headers).filter((name) => TELLS.test(name))).toEqual([]);
    });

    it('are the same without its text', async () => {
      const [whole, head] = [await send(link()), await send(link(), { method: 'HEAD' })];
      expect(head).toMatchObject({ status: 200, text: '', headers: pageHeaders(whole.text) });
      expect(Object.keys(head.headers).filter((name) => TELLS.test(name))).toEqual([]);
    });

    it.each(['/', '/how-it-works', '/help', '/privacy', '/accessibility', '/join'])(
      'is found by search engines where anybody may read it, and keeps to the rest: %s',
      async (path) => {
        const answer = await send(portal.page(path));
        const { 'x-robots-tag': robots, ...rest } = pageHeaders(answer.text);
        expect(answer).toMatchObject({ status: 200, headers: rest });
        expect(robots).toContain('noindex');
        expect(answer.headers).not.toHaveProperty('x-robots-tag');
        expect(Object.keys(answer.headers).filter((name) => TELLS.test(name))).toEqual([]);
      },
    );

    it('lets the stylesheet alone be kept', async () => {
      const { text } = await send(link());
      const [sheet] = load(text)('link[rel=stylesheet]').toArray();
      const answer = await send(portal.page(sheet?.attribs.href ?? ''));
      expect(answer).toMatchObject({
        status: 200,
        headers: { ...ALWAYS, 'content-type': 'text/css; charset=utf-8', vary: 'accept-encoding' },
      });
      expect(answer.headers['cache-control']).toContain('immutable');
    });

    it('leads to our own addresses alone', async () => {
      const moved = await send(`${link()}?show=pdf`);
      expect(moved).toMatchObject({
        status: 303,
        headers: { ...ALWAYS, location: `/d/${portal.secret(MEMBER)}/report.pdf`, 'cache-control': 'no-store' },
      });
      for (const path of [
        '//evil.example',
        '//evil.example/links',
        '/d//evil.example?show=pdf',
        `/d/${'B'.repeat(43)}?show=pdf`,
      ]) {
        expect((await send(origin() + path)).headers.location).toBeUndefined();
      }
    });

    it('to an address that is nearly right leads to the right one', async () => {
      const right = `/d/${portal.secret(MEMBER)}`;
      for (const [path, location] of [
        [`${right}/`, right],
        [`/${right}`, right],
        [`${right}/?show=review`, `${right}?show=review`],
        [`${right})/report.pdf/`, `${right}/report.pdf`],
        ['/links/', '/links'],
        ['/join/', '/join'],
      ] as const) {
        expect(await send(origin() + path)).toMatchObject({ status: 303, headers: { ...ALWAYS, location } });
      }
    });
  });
}
