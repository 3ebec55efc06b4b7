import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Besieged, DECLINE, SIGN } from '../support/besieged.ts';
import { foreignMarkup } from '../support/markup.ts';
import { FORM_HEADERS, post, postRaw, type Received } from '../support/send.ts';

const MEMBER = '900026';
const MARKUP = `"'></textarea></title><script>alert(1)</script><img src=x onerror=alert(2)>`;

/** Forms that no browser makes of our pages: refused in words, whatever they hold. */
export function checkHostileForms(portal: Besieged): void {
  describe('a hostile form', () => {
    let before: Readonly<Record<string, unknown>>;
    beforeAll(async () => {
      await portal.later();
      before = await portal.everything();
    });
    beforeEach(() => portal.later());
    const expectNothing = async ({ status, text }: Received) => {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(foreignMarkup(text)).toEqual([]);
      expect(await portal.row(MEMBER)).toMatchObject({ status: 'open' });
    };

    it('of a megabyte is refused with a sentence', async () => {
      const answered = await post(portal.link(MEMBER), { ...DECLINE, reason: 'x'.repeat(1_000_000) });
      expect(answered.status).toBe(413);
      expect(answered.text).toContain('The answer is too long.');
      await expectNothing(answered);
    });

    it('of more than the HTTP API takes is refused by it', async () => {
      const answered = await postRaw(portal.link(MEMBER), Buffer.alloc(10 * 1024 * 1024 + 1, 'a'));
      expect(answered.status).toBe(413);
    });

    it('of ten thousand fields is refused with a sentence', async () => {
      const names = Array.from({ length: 10_000 }, (_, index) => [`field-${index}`, '"']);
      const answered = await post(portal.link(MEMBER), { ...DECLINE, ...Object.fromEntries(names) });
      expect(answered.text).toContain('The answer has more parts than any of our forms.');
      await expectNothing(answered);
    });

    it.each<[string, Record<string, string | string[]>]>([
      ['without any field', {}],
      ['with an unknown choice', { ...SIGN, decision: 'sign!' }],
      ['with two choices where one is asked for', { ...SIGN, decision: ['', 'sign'] }],
      ['with a choice that is a property of every object', { ...SIGN, decision: 'constructor', use: '__proto__' }],
      ['with names that every object has', { __proto__: 'x', constructor: 'x', toString: 'x', hasOwnProperty: 'x' }],
      ['with a query to a database', { ...SIGN, decision: "sign' OR '1'='1", role: "'; DROP TABLE people; --" }],
      ['with an expression of DynamoDB', { ...SIGN, decision: 'sign OR attribute_exists(pk)' }],
      ['with an expression of a workflow', { ...SIGN, decision: '{% $states.context.Task.Token %}' }],
      ['with markup', { decision: MARKUP, agreed: MARKUP, role: MARKUP, use: MARKUP, reason: MARKUP, step: MARKUP }],
      ['with markup in the names of its fields', { [MARKUP]: 'x', [`decision${MARKUP}`]: 'sign' }],
      ['with marks that turn the direction', { ...SIGN, decision: '\u202engis' }],
      ['with signs without width', { ...SIGN, decision: 's\u200bign\u0000\u0000x' }],
      ['with letters that look like ours', { ...SIGN, decision: 'ѕіgn' }],
      ['with marks heaped on a letter', { ...SIGN, decision: `s${'\u0301'.repeat(50_000)}ign` }],
      ['with a text that is too long', { ...SIGN, role: 'x'.repeat(100_000) }],
    ])('%s is refused, and keeps the question open', async (_what, fields) => {
      for (const step of [[], 'send']) {
        const form = Object.assign(Object.create(null), fields, { step });
        await expectNothing(await post(portal.link(MEMBER), form));
      }
    });

    it.each([
      ['half a character', 'decision=%ED%A0%80&role=%ED%BF%BF'],
      ['bytes that are no text', 'decision=%ff%fe%80&%c0%af=x'],
      ['broken escapes', 'decision=%zz%&%=%1'],
      ['separators alone', '&&==&=;;&'],
      ['a line break in a name', 'decision%0d%0aset-cookie:%20a=b=sign'],
      ['a name twice', 'decision=sign&decision=decline&decision=sign&agreed=no'],
    ])('with %s is refused', async (_what, body) => {
      const answered = await postRaw(portal.link(MEMBER), body);
      expect(answered.headers['set-cookie']).toBeUndefined();
      await expectNothing(answered);
    });

    it('of any bytes is refused', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
          const { status, text } = await postRaw(portal.link(MEMBER), Buffer.from(bytes));
          expect([422, 409]).toContain(status);
          expect(foreignMarkup(text)).toEqual([]);
        }),
        { numRuns: 25 },
      );
    });

    it.each(['/links', '/join'])('is refused at %s too', async (path) => {
      const fields = ['email', 'kind', 'name', 'postcode', 'urn', 'phase', 'contact-name', 'job-title'];
      const filled = (text: string) => Object.fromEntries(fields.map((field) => [field, text]));
      for (const text of [MARKUP, 'head@hillview.example\r\nbcc: all@x.example', '\u0000', 'x'.repeat(20_000)]) {
        await expectNothing(await post(portal.page(path), filled(text)));
      }
    });

    it('has left everything as it was: the person answers after all', async () => {
      expect(await portal.everything()).toEqual(before);
      expect((await post(portal.link(MEMBER), { ...DECLINE, step: 'send' }, FORM_HEADERS)).status).toBe(200);
    });
  });
}
