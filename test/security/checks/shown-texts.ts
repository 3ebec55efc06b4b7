import { load } from 'cheerio';
import { getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, it } from 'vitest';
import { allQuestions } from '../../../lambdas/app/catalogue.ts';
import { VIEWS } from '../../../lambdas/central-team/request.ts';
import { linksIn } from '../../workflows/support/scanner.ts';
import { aboutOf } from '../../workflows/support/season.ts';
import type { Besieged } from '../support/besieged.ts';
import { DISPUTED, NEWCOMER, widget } from '../support/harmed-season.ts';
import { HARM, HARM_AS_TEXT, type Met } from '../support/harmful-people.ts';
import { addressesIn, foreignMarkup } from '../support/markup.ts';
import { type Received, send } from '../support/send.ts';

/** Questions that nobody has to answer, that come half a year after all others, or are about a year that nobody misses yet. */
const NOT_PLAYED = ['receive-report', 'report-progress', 'change-publication', 'confirm-year'];

/** Our own pages and mailbox, how the invented people of a team and its host reach each other once it is confirmed, and the way to a postcode. */
const OUR_ADDRESS =
  /^(#|\?|\/(?!\/)|mailto:central\.team@example\.org$|mailto:[\w.-]+@[\w-]+\.example$|tel:\+44(1632960|7700900)\d{3}$|data:image\/svg\+xml,|qar-[\w-]+\/report\.pdf$|https:\/\/www\.openstreetmap\.org\/directions\?to=[A-Z]+\d+[A-Z]?%20\d[A-Z]{2}$)/;
const TURNS = /[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]/;

const showsText = (html: string): boolean => load(html)('body').text().includes(HARM_AS_TEXT);

/** Whatever somebody typed is text wherever it is shown, and leads nowhere. */
export function checkShownTexts(portal: Besieged, met: Met): void {
  describe('a text that would do harm', () => {
    const mails = () => portal.season.stack.inbox.messages();

    it('was typed into every question that has a field for it', () => {
      const asked = allQuestions.map(({ name }) => name).filter((name) => !NOT_PLAYED.includes(name));
      expect([...met.bound.keys()]).toEqual(expect.arrayContaining(asked));
      const typed = [...met.pages].filter(([, html]) => showsText(html)).map(([what]) => what);
      expect(typed.filter((what) => what.startsWith('check')).length).toBeGreaterThan(8);
      expect(typed.filter((what) => what.startsWith('forged')).length).toBeGreaterThan(15);
      expect(typed.filter((what) => what.startsWith('open')).length).toBeGreaterThan(5);
    });

    it('is refused in forms of forged choices, of every question', () => {
      const taken = [...met.forged].filter(([, { status, open }]) => !open || status < 400 || status >= 500);
      expect(taken).toEqual([]);
      expect(met.forged.size).toBeGreaterThan(20);
    });

    it('is text on every page on which it was met', () => {
      const acting = [...met.pages].flatMap(([what, html]) => foreignMarkup(html).map((one) => `${what}: ${one}`));
      expect(acting).toEqual([]);
      const pages = [...met.pages].filter(([what]) => !what.startsWith('widget'));
      const elsewhere = pages.flatMap(([what, html]) =>
        addressesIn(html)
          .filter((address) => !OUR_ADDRESS.test(address))
          .map((address) => `${what}: ${address}`),
      );
      expect(elsewhere).toEqual([]);
    });

    describe('behind the links of all mails', () => {
      const opened = new Map<string, Received>();
      beforeAll(async () => {
        const links = new Set(mails().flatMap((mail) => linksIn(mail).filter((link) => link.includes('/d/'))));
        for (const link of links) {
          for (const query of ['', '?show=review']) {
            const url = portal.season.stack.localUrl(link) + query;
            opened.set(`${link}${query}`, await send(url));
          }
        }
      });

      it('is text, and leads nowhere else', () => {
        const pages = [...opened.values()].map(({ text }) => text);
        expect(pages.length).toBeGreaterThan(100);
        expect(pages.filter(showsText).length).toBeGreaterThan(10);
        expect(pages.flatMap(foreignMarkup)).toEqual([]);
        expect(pages.flatMap(addressesIn).filter((address) => !OUR_ADDRESS.test(address))).toEqual([]);
        expect([...opened.values()].filter(({ status }) => status >= 500)).toEqual([]);
      });

      it('does not turn the direction of anything', () => {
        expect([...opened.values()].filter(({ text }) => TURNS.test(text))).toEqual([]);
      });
    });

    it('is text in mails, and stands in no header', () => {
      const html = mails().map((mail) => mail.html ?? '');
      expect(html.filter(showsText).length).toBeGreaterThan(4);
      expect(html.flatMap(foreignMarkup)).toEqual([]);
      expect(mails().filter((mail) => (mail.text ?? '').includes(HARM_AS_TEXT)).length).toBeGreaterThan(4);
      expect(mails().filter(({ subject, text = '' }) => TURNS.test(`${subject}${text}`))).toEqual([]);
      const known = 'from to reply-to subject date message-id mime-version content-type content-transfer-encoding';
      const others = 'auto-submitted x-auto-response-suppress';
      const headers = new Set(mails().flatMap((mail) => Object.keys(mail.headers)));
      expect([...headers].filter((name) => !`${known} ${others}`.split(' ').includes(name))).toEqual([]);
      expect(mails().filter(({ to }) => to.length !== 1)).toEqual([]);
    });

    it('leads from no mail to anywhere but our pages, our mailbox and the console', () => {
      const [link = ''] = mails()
        .flatMap(linksIn)
        .filter((one) => one.includes('/d/'));
      const { origin } = new URL(link);
      const targets = new Set(mails().flatMap((mail) => addressesIn(mail.html ?? '')));
      const elsewhere = [...targets].filter(
        (href) =>
          !href.startsWith(`${origin}/`) &&
          !href.startsWith('mailto:central.team@example.org') &&
          href !== 'tel:+441632960100',
      );
      expect(elsewhere.filter((href) => !/^https:\/\/eu-west-2\.console\.aws\.amazon\.com\//.test(href))).toEqual([]);
    });

    it('is text in the public report, and is not run by its PDF', async () => {
      const page = await send(portal.page(`/reports/${aboutOf(DISPUTED)}`));
      expect(page.status).toBe(200);
      expect(showsText(page.text)).toBe(true);
      expect(foreignMarkup(page.text)).toEqual([]);
      const printed = await send(portal.page(`/reports/${aboutOf(DISPUTED)}/report.pdf`));
      expect(printed).toMatchObject({
        status: 200,
        headers: {
          ...{ 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="report.pdf"' },
          ...{ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' },
          'content-security-policy': "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        },
      });
      const pdf = await getDocumentProxy(new Uint8Array(printed.bytes));
      expect(await pdf.getJSActions()).toBeNull();
      expect(await pdf.getAttachments()).toBeNull();
      for (let number = 1; number <= pdf.numPages; number += 1) {
        expect(await (await pdf.getPage(number)).getAnnotations()).toEqual([]);
      }
    });

    it.each(VIEWS)('is text in the view %s of the dashboard', async (view) => {
      const about = view === 'review' ? { about: aboutOf(DISPUTED) } : {};
      const html = await widget(portal.season, view, about);
      expect(html).toContain('<');
      expect(foreignMarkup(html)).toEqual([]);
    });

    it('is text in the dashboard that says what waits, and that looks for what was typed', async () => {
      const looked = await widget(portal.season, 'review', { find: true }, HARM);
      for (const html of [met.pages.get('widget of what waits') ?? '', looked]) {
        expect(showsText(html)).toBe(true);
        expect(foreignMarkup(html)).toEqual([]);
      }
    });

    it('is text to the central team that reads of a newcomer, and to the newcomer who reads why not', () => {
      const to = `head@school-${NEWCOMER}.example`;
      const [confirm, refused] = portal.season.stack.inbox.messages({ to });
      expect(confirm?.text).not.toContain('alert');
      expect(refused?.text).toContain(HARM_AS_TEXT);
      expect(refused?.headers.to).toHaveLength(1);
    });
  });
}
