import { describe, expect, it } from 'vitest';
import { checkedAnswer, readPage } from '../../../local/people/form.ts';
import { type Besieged, DECLINE, SIGN } from '../support/besieged.ts';
import { post, type Received } from '../support/send.ts';

const HAND_OVER = { 'hand-over': 'yes', 'colleague-name': 'Ada Rook', 'colleague-job': 'Deputy headteacher' };

const statuses = (all: readonly Received[]) => all.map(({ status }) => status);
const times = <T>(count: number, one: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => one(index)));

/** The same form again, and other forms after it. */
export function checkReplays(portal: Besieged): void {
  describe('a form that is sent again', () => {
    it('is one answer, though ten come at one moment', async () => {
      const all = await times(10, () => post(portal.link('900014'), { ...DECLINE, step: 'send' }));
      expect(new Set(statuses(all))).toEqual(new Set([200]));
      expect(new Set(all.map(({ text }) => text)).size).toBe(1);
      // The mail that asked, and the one that tells the head that the membership ends. Hub manager and central team hear of it in the morning.
      expect(await portal.outcome('900014')).toEqual({ status: 'answered', settled: 1, mails: 2, end: 'SUCCEEDED' });
    });

    it('is one answer when the page to check is sent five times, one after the other', async () => {
      const link = portal.link('900018');
      const shown = await post(link, DECLINE);
      const check = readPage(shown.text, shown.status);
      expect(check.toCheck).toBe(true);
      expect(await portal.row('900018')).toMatchObject({ status: 'open' });
      for (let turn = 0; turn < 5; turn += 1) expect((await post(link, checkedAnswer(check))).status).toBe(200);
      expect(await portal.outcome('900018')).toMatchObject({ status: 'answered', settled: 1, mails: 2 });
      expect((await post(link, { ...checkedAnswer(check), step: 'change' })).status).toBe(200); // thanks once more
      expect((await post(link, { ...checkedAnswer(check), ...SIGN })).status).toBe(409);
      expect((await portal.row('900018')).outcome).toMatchObject({ outcome: 'declined' });
    });

    it('needs no page to check, but must be whole: that page is for the person', async () => {
      const link = portal.link('900019');
      expect((await post(link, { ...DECLINE, reason: '', step: 'send' })).status).toBe(422);
      expect(await portal.row('900019')).toMatchObject({ status: 'open' });
      expect((await post(link, { ...DECLINE, step: 'send' })).status).toBe(200);
    });

    it('is one answer and one refusal when two differ at one moment', async () => {
      const forms = [DECLINE, SIGN].map((form) => post(portal.link('900021'), { ...form, step: 'send' }));
      expect(statuses(await Promise.all(forms)).sort()).toEqual([200, 409]);
      expect(await portal.outcome('900021')).toMatchObject({ status: 'answered', settled: 1 });
    });

    it('names one colleague, though ten are named at one moment', async () => {
      const mails = portal.season.stack.inbox.messages().length;
      const all = await times(10, (index) =>
        post(portal.link('900022'), { ...HAND_OVER, 'colleague-email': `ada.rook-${index}@post.example` }),
      );
      expect(statuses(all).filter((status) => status === 200)).toHaveLength(1);
      expect(statuses(all).filter((status) => status !== 200 && status !== 409)).toEqual([]);
      // One to the colleague, and one that tells the central team of an address elsewhere.
      expect(portal.season.stack.inbox.messages()).toHaveLength(mails + 2);
      expect((await post(portal.link('900022'), { ...DECLINE, step: 'send' })).status).toBe(403);
      expect(await portal.row('900022')).toMatchObject({
        status: 'open',
        person: expect.stringMatching(/^colleague-/),
      });
    });

    it('says once that it is not for the reader, and decides nothing from then on', async () => {
      const link = portal.link('900023');
      const { person: asked } = await portal.row('900023');
      const all = await times(5, () => post(link, { step: 'surely-not-me' }));
      expect(new Set(statuses(all))).toEqual(new Set([200]));
      const told = portal.season.stack.inbox.messages().filter(({ subject }) => /reach somebody else/.test(subject));
      expect(told).toHaveLength(1);
      expect((await portal.row('900023')).person).not.toBe(asked);
      expect((await post(link, { ...DECLINE, step: 'send' })).status).toBe(404);
      expect(await portal.row('900023')).toMatchObject({ status: 'open' });
    });

    it('gives more time once', async () => {
      const before = await portal.row('900024');
      const all = await times(5, () => post(portal.link('900024'), { step: 'more-time' }));
      expect(statuses(all).filter((status) => status >= 500)).toEqual([]);
      const once = await portal.row('900024');
      expect(once.expiresAt > before.expiresAt).toBe(once.moreTimeAt !== undefined);
      await portal.later();
      await post(portal.link('900024'), { step: 'more-time' });
      expect(await portal.row('900024')).toEqual(once);
      expect((await post(portal.link('900024'), { ...DECLINE, step: 'send' })).status).toBe(200);
    });
  });
}
