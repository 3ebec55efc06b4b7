import { beforeAll, describe, expect, it } from 'vitest';
import { encodeForm } from '../../../local/people/form.ts';
import { type Besieged, SIGN } from '../support/besieged.ts';
import { FORM_HEADERS, post, postRaw } from '../support/send.ts';

const MEMBER = '900025';
const FORM = { ...SIGN, step: 'send' };

/** A page of somebody else has no cookie to misuse; should it know a link, it still cannot press its button. */
export function checkCrossSite(portal: Besieged): void {
  describe('a page elsewhere', () => {
    let before: Readonly<Record<string, unknown>>;
    beforeAll(async () => {
      before = await portal.everything();
    });

    it.each([
      ['of another site', { 'sec-fetch-site': 'cross-site' }],
      ['of another host of our domain', { 'sec-fetch-site': 'same-site' }],
      ['that names our origin though the browser knows better', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    ])('%s answers nothing', async (_which, headers) => {
      const answered = await post(portal.link(MEMBER), FORM, headers);
      expect(answered.status).toBe(403);
      expect(answered.text).toContain('This answer did not come from our own page.');
      expect(await portal.everything()).toEqual(before);
    });

    it('answers nothing from an older browser, which names the origin alone', async () => {
      const { 'sec-fetch-site': _site, ...old } = FORM_HEADERS;
      const answered = await postRaw(portal.link(MEMBER), encodeForm(FORM), { ...old, origin: 'https://evil.example' });
      expect(answered.status).toBe(403);
      expect(await portal.everything()).toEqual(before);
    });

    it.each(['/links', '/join'])('has nothing sent by our form at %s', async (path) => {
      const form = { email: 'head@hillview.example', kind: 'school' };
      expect((await post(portal.page(path), form, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
      expect(await portal.everything()).toEqual(before);
    });

    it.each([
      ['text/plain', encodeForm(FORM)],
      ['application/json', JSON.stringify(FORM)],
      [
        'multipart/form-data; boundary=x',
        '--x\r\ncontent-disposition: form-data; name="decision"\r\n\r\nsign\r\n--x--',
      ],
      ['application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
      ['', encodeForm(FORM)],
    ])('answers nothing as %s', async (type, body) => {
      const answered = await postRaw(portal.link(MEMBER), body, { ...FORM_HEADERS, 'content-type': type });
      expect(answered.status).toBe(415);
      expect(answered.text).toContain('This page only takes answers from its own form.');
      expect(await portal.everything()).toEqual(before);
    });
  });
}
