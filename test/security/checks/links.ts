import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { membershipOf } from '../../workflows/support/season.ts';
import { type Besieged, DECLINE, QUESTION, SIGN } from '../support/besieged.ts';
import { post, type Received, send } from '../support/send.ts';

const MEMBER = '900004';
const PURGED = '900006';
const OVERDUE = '900007';
const ALPHABET = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];

/** What every answer has of its own. */
const plain = ({ status, headers: { date, 'apigw-requestid': _id, ...headers }, text }: Received) => ({
  ...{ status, headers, text, isDated: date !== undefined },
});

/** A stranger who tries links learns nothing from them, and changes nothing. */
export function checkLinks(portal: Besieged): void {
  describe('a link that is wrong', () => {
    let unknown: ReturnType<typeof plain>;
    let before: Readonly<Record<string, unknown>>;
    beforeAll(async () => {
      // Forms that came before without a link count against those of strangers for ten minutes.
      await portal.later();
      const { entities } = portal.season.store;
      await entities.decisionLink.delete({ hash: portal.hash(PURGED) }).go();
      await entities.decisionLink
        .patch({ hash: portal.hash(OVERDUE) })
        .set({ expiresAtSeconds: portal.season.stack.clock.now() / 1000 - 1 })
        .go();
      before = await portal.everything();
      unknown = plain(await send(portal.page(`/d/${'A'.repeat(43)}`)));
    });
    const looksUnknown = async (text: string) => {
      const path = portal.page(`/d/${encodeURIComponent(text)}`);
      expect(plain(await send(path))).toEqual(unknown);
    };

    it('says that it opens nothing, and neither what a right one would nor whose it is', () => {
      expect(unknown.status).toBe(404);
      expect(unknown.text).toContain('This link does not open anything');
      expect(unknown.text).not.toMatch(/school|trust|agreement/i);
    });

    it('looks the same whichever character was changed', async () => {
      const secret = portal.secret(MEMBER);
      const change = fc.tuple(fc.nat(secret.length - 1), fc.constantFrom(...ALPHABET));
      await fc.assert(
        fc.asyncProperty(change, async ([position, letter]) => {
          fc.pre(secret[position] !== letter);
          await looksUnknown(`${secret.slice(0, position)}${letter}${secret.slice(position + 1)}`);
        }),
        { numRuns: 40 },
      );
    });

    it('looks the same when its last character stands for the same bits', async () => {
      const secret = portal.secret(MEMBER);
      // 43 letters carry 258 bits, two more than the secret has, so four letters decode to the same bytes.
      const same = ALPHABET.map((letter) => `${secret.slice(0, -1)}${letter}`).filter(
        (text) => text !== secret && Buffer.from(text, 'base64url').equals(Buffer.from(secret, 'base64url')),
      );
      expect(same).toHaveLength(3);
      for (const text of same) await looksUnknown(text);
    });

    it.each([
      ['cut short', (secret: string) => secret.slice(0, 20)],
      ['cut by one', (secret: string) => secret.slice(0, -1)],
      ['followed by a letter', (secret: string) => `${secret}A`],
      ['two, with a full stop between', (secret: string) => `${secret.slice(0, 30)}.${secret.slice(30)}`],
      ['too long', (secret: string) => `${secret}${secret}`],
      ['in small letters', (secret: string) => secret.toLowerCase()],
      ['in another alphabet', (secret: string) => `${secret.slice(0, 42)}Ａ`],
      ['with a null', (secret: string) => `${secret.slice(0, 42)}\u0000`],
      ['a way to elsewhere', () => '..\\..\\links'],
      ['a question to the table', () => `' OR '1'='1`],
      ['the hash that is kept', (_secret: string, hash: string) => hash],
      ['purged', () => portal.secret(PURGED)],
      ['due to be purged, though its row is still there', () => portal.secret(OVERDUE)],
    ])('looks the same when it is %s', async (_how, change) => {
      await looksUnknown(change(portal.secret(MEMBER), portal.hash(MEMBER)));
    });

    it.each(['.', ')', '>', '&gt;', ',', '”', '=\r\n', ' \u200B'])(
      'opens as the one that was meant when it is followed by %j',
      async (more) => {
        const address = portal.page(`/d/${encodeURIComponent(portal.secret(MEMBER) + more)}`);
        expect(await send(address)).toMatchObject({ status: 200, text: (await send(portal.link(MEMBER))).text });
        expect((await post(address, { step: 'send' })).status).toBe(422);
      },
    );

    it('answers no form either, whatever button it says was pressed', async () => {
      for (const secret of [portal.secret(PURGED), portal.secret(OVERDUE), 'A'.repeat(43), 'A']) {
        for (const step of ['send', 'surely-not-me', 'fresh-links', 'more-time']) {
          const answered = plain(await post(portal.page(`/d/${secret}`), { ...DECLINE, step }));
          expect(answered).toEqual(unknown);
        }
      }
      expect((await send(portal.page(`/d/${portal.secret(OVERDUE)}/report.pdf`))).status).toBe(404);
      expect(await portal.everything()).toEqual(before);
    });

    it('leads to no other question, whatever the form names', async () => {
      const theirs = { about: membershipOf('900008'), decision: QUESTION, person: 'person-0001', role: 'central-team' };
      const named = await post(portal.link(MEMBER), { ...theirs, hash: portal.hash('900008') });
      expect(named.status).toBe(422);
      expect(await portal.everything()).toEqual(before);
    });
  });

  describe('a link whose question is over', () => {
    const shown = async (member: string) => (await send(portal.link(member))).text;

    it('reads what was decided once it was used, and decides nothing more', async () => {
      const link = portal.link('900010');
      expect((await post(link, { ...SIGN, step: 'send' })).status).toBe(200);
      expect(await shown('900010')).toContain('This has been answered');
      const before = await portal.row('900010');
      expect((await post(link, { ...DECLINE, step: 'send' })).status).toBe(409);
      expect(await portal.row('900010')).toEqual(before);
    });

    it('decides nothing at or after the expiry', async () => {
      const { entities } = portal.season.store;
      const now = new Date(portal.season.stack.clock.now()).toISOString();
      await entities.decision
        .patch({ about: membershipOf('900011'), decision: QUESTION })
        .set({ expiresAt: now })
        .go();
      const before = await portal.row('900011');
      for (const step of ['send', 'more-time']) {
        expect((await post(portal.link('900011'), { ...DECLINE, step })).status).toBe(409);
      }
      expect(await portal.row('900011')).toEqual(before);
    });

    it('decides nothing once the question was taken back', async () => {
      const { entities } = portal.season.store;
      await entities.decision
        .patch({ about: membershipOf('900012'), decision: QUESTION })
        .set({ status: 'superseded' })
        .go();
      const before = await portal.row('900012');
      expect(await shown('900012')).toContain('This question is no longer asked');
      expect((await post(portal.link('900012'), { ...DECLINE, step: 'send' })).status).toBe(409);
      expect(await portal.row('900012')).toEqual(before);
    });
  });
}
