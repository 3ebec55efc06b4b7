import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Besieged, DECLINE } from '../support/besieged.ts';
import { foreignMarkup } from '../support/markup.ts';
import { post } from '../support/send.ts';

const LONG = `<b>A long text</b> that somebody has written for an hour. ${'It goes on. '.repeat(20)}`;

/** What a page's form sends if its button is pressed: what was typed and what was chosen. */
function formIn(html: string): Record<string, string> {
  const $ = load(html);
  const sent = $('main form')
    .first()
    .serializeArray()
    .map(({ name, value }) => [name, value]);
  return Object.fromEntries(sent);
}

/** How many forms are taken, through the HTTP API. */
export function checkThrottling(portal: Besieged): void {
  describe('one form too many', () => {
    beforeAll(() => portal.later());

    it('from one link is not taken, and what was typed is shown', async () => {
      const link = portal.link('900030');
      for (let turn = 0; turn < 60; turn += 1) await post(link, { step: 'send' });
      const refused = await post(link, { ...DECLINE, step: 'send', reason: LONG });
      expect(refused.status).toBe(429);
      expect(refused.text).toContain('&lt;b&gt;A long text&lt;/b&gt; that somebody has written for an hour.');
      expect(foreignMarkup(refused.text)).toEqual([]);
      expect(await portal.row('900030')).toMatchObject({ status: 'open' });

      // A colleague behind the same network address does not feel it.
      expect((await post(portal.link('900032'), { ...DECLINE, step: 'send' })).status).toBe(200);
      await portal.later();
      expect((await post(link, { ...DECLINE, step: 'send' })).status).toBe(200);
    });

    it('from somebody without a link is not taken, whatever address the form claims to come from', async () => {
      await portal.later();
      const statuses: number[] = [];
      for (let turn = 0; turn < 12; turn += 1) {
        const headers = { 'x-forwarded-for': `192.0.2.${turn}`, forwarded: `for=192.0.2.${turn}` };
        statuses.push((await post(portal.page('/links'), { email: 'nobody@hillview.example' }, headers)).status);
      }
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429]);
      expect((await post(portal.link('900034'), { ...DECLINE, step: 'send' })).status).toBe(200);
    });

    it('at /join or /links shows the form again, with a sentence and all that was typed', async () => {
      await portal.later();
      for (let turn = 0; turn < 10; turn += 1) await post(portal.page('/links'), { email: 'nobody@hillview.example' });
      const typed = {
        ...{ kind: 'school', name: '<i>Rowan</i> Tree School', postcode: 'ZA5 3GX', urn: '910077', phase: 'primary' },
        ...{ 'contact-name': 'Nora Quill', 'job-title': 'Head', email: 'head@school-910077.example' },
      };
      const join = await post(portal.page('/join'), typed);
      expect(join.status).toBe(429);
      expect(load(join.text)('.govuk-error-summary').text()).toContain('Wait ten minutes');
      expect(formIn(join.text)).toMatchObject(typed);
      expect(foreignMarkup(join.text)).toEqual([]);

      const links = await post(portal.page('/links'), { email: 'me@hillview.example' });
      expect(links.status).toBe(429);
      expect(load(links.text)('.govuk-error-summary').text()).toContain('Wait ten minutes');
      expect(formIn(links.text)).toMatchObject({ email: 'me@hillview.example' });

      await portal.later();
      expect((await post(portal.page('/join'), formIn(join.text))).status).toBe(422); // the name is none
      expect((await post(portal.page('/links'), formIn(links.text))).status).toBe(200);
    });

    it('for fresh links does not fill anybody’s inbox, nor tell whose address is known', async () => {
      const { person } = await portal.row('900035');
      const { email } = await portal.season.store.needPerson(person);
      const mailsTo = () => portal.season.stack.inbox.messages({ to: email }).length;
      const before = mailsTo();
      const known: string[] = [];
      for (let turn = 0; turn < 9; turn += 1) {
        await portal.later();
        known.push((await post(portal.page('/links'), { email })).text);
      }
      expect(mailsTo() - before).toBe(6);
      await portal.later();
      const unknown = await post(portal.page('/links'), { email: 'nobody@hillview.example' });
      expect(new Set(known)).toEqual(new Set([unknown.text]));
    });
  });
}
