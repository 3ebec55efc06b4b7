import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Besieged, SIGN } from '../support/besieged.ts';
import { send } from '../support/send.ts';

const MEMBER = '900002';

/** Nothing but a pressed button changes anything: not one row, mail or execution. */
export function checkScanners(portal: Besieged): void {
  describe('a scanner', () => {
    let before: Readonly<Record<string, unknown>>;
    beforeAll(async () => {
      before = await portal.everything();
    });
    const addresses = () => [
      portal.link(MEMBER),
      `${portal.link(MEMBER)}?show=review`,
      `${portal.link(MEMBER)}?show=pdf`,
      `${portal.link(MEMBER)}/report.pdf`,
      ...['/links', '/join', '/reports/qar-2026-900001', '/reports/qar-2026-900001/report.pdf'].map(portal.page),
    ];

    it('sees that there is something to change', () => {
      expect(Object.keys(before).length).toBeGreaterThan(300);
    });

    it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'])(
      'changes nothing by %s',
      async (method) => {
        const statuses = await Promise.all(addresses().map(async (url) => (await send(url, { method })).status));
        expect(statuses.filter((status) => status >= 500)).toEqual([]);
        if (!['GET', 'HEAD'].includes(method)) expect(new Set(statuses)).toEqual(new Set([404]));
        expect(await portal.everything()).toEqual(before);
      },
    );

    it.each([{ 'sec-purpose': 'prefetch;prerender' }, { purpose: 'prefetch' }, { 'x-purpose': 'preview' }])(
      'changes nothing by a look ahead of the person: %o',
      async (headers) => {
        const looked = await send(portal.link(MEMBER), { headers });
        expect(looked.status).toBe(200);
        expect(await portal.everything()).toEqual(before);
      },
    );

    it('changes nothing by an answer in the address', async () => {
      const query = new URLSearchParams({ ...SIGN, step: 'send', 'hand-over': 'yes' });
      for (const step of ['send', 'save', 'more-time', 'surely-not-me', 'fresh-links']) {
        query.set('step', step);
        expect((await send(`${portal.link(MEMBER)}?${query}`)).status).toBe(200);
      }
      expect(await portal.everything()).toEqual(before);
    });

    it('changes nothing by following every link and address of a page', async () => {
      const { text } = await send(portal.link(MEMBER));
      const targets = load(text)('[href], [src], [action], [formaction]')
        .toArray()
        .flatMap(({ attribs }) => Object.entries(attribs))
        .filter(([name, value]) => /^(href|src|action|formaction)$/.test(name) && !/^(mailto|tel|data):/.test(value))
        .map(([, value]) => new URL(value, portal.link(MEMBER)).href);
      expect(targets.length).toBeGreaterThan(1);
      for (const target of targets) expect((await send(target)).status).toBeLessThan(400);
      expect(await portal.everything()).toEqual(before);
    });
  });
}
