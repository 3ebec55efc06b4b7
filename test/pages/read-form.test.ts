import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormNotReadable, readForm } from '../../lambdas/pages/kit.ts';

const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };

const encoded = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');

function refusal(event: Parameters<typeof readForm>[0]): { status: number; message: string } {
  try {
    readForm(event);
  } catch (error) {
    if (error instanceof FormNotReadable) return { status: error.status, message: error.message };
    throw error;
  }
  throw new Error('The form was read.');
}

// A lone surrogate has no UTF-8 form, so no browser can send one.
const text = fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed());
const names = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', 'a', 'b'), text);

describe('readForm', () => {
  it('gives back what the browser sent, whatever it was and in either encoding', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(names, text)), fc.boolean(), (pairs, isBase64Encoded) => {
        const plain = encoded(pairs);
        const body = isBase64Encoded ? Buffer.from(plain).toString('base64') : plain;
        const fields = readForm({ headers: formHeaders, isBase64Encoded, body });
        const back = Object.entries(fields).flatMap(([name, value]) =>
          (typeof value === 'string' ? [value] : value).map((one) => [name, one]),
        );
        expect(back.toSorted()).toEqual(pairs.map(([name, value]) => [name, value]).toSorted());
        expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
      }),
    );
  });

  it('keeps the order of a field that was sent several times', () => {
    const event = { headers: formHeaders, isBase64Encoded: false, body: 'day=3&day=1&day=2' };
    expect(readForm(event)).toEqual({ day: ['3', '1', '2'] });
  });

  it('reads pluses as spaces and takes a charset and any spelling of the header', () => {
    const headers = { 'Content-Type': 'Application/X-WWW-Form-URLEncoded; charset=UTF-8' };
    expect(readForm({ headers, isBase64Encoded: false, body: 'name=Alex+Morgan' })).toEqual({ name: 'Alex Morgan' });
  });

  it('reads an empty body as an empty form', () => {
    expect(readForm({ headers: formHeaders, isBase64Encoded: false })).toEqual({});
  });

  it.each(['application/json', 'multipart/form-data; boundary=x', 'text/plain', ''])('refuses %s', (type) => {
    const event = { headers: { 'content-type': type }, isBase64Encoded: false, body: 'a=1' };
    expect(refusal(event)).toEqual({ status: 415, message: 'This page only takes answers from its own form.' });
  });

  it('refuses a body without a type', () => {
    expect(refusal({ headers: {}, isBase64Encoded: false, body: 'a=1' }).status).toBe(415);
  });

  it('takes a thousand fields and refuses one more, whatever their names', () => {
    const body = (names: readonly string[]) => names.map((name) => `${name}=1`).join('&');
    const event = { headers: formHeaders, isBase64Encoded: false };
    const names = Array.from({ length: 1001 }, (_, index) => `field-${index}`);
    expect(Object.keys(readForm({ ...event, body: body(names.slice(1)) }))).toHaveLength(1000);
    for (const many of [names, names.map(() => 'same')]) {
      expect(refusal({ ...event, body: body(many) })).toEqual({
        status: 400,
        message: 'The answer has more parts than any of our forms.',
      });
    }
  });

  it('takes 256 KB and refuses one byte more, counting bytes and not characters', () => {
    const body = (bytes: number) => `a=${'x'.repeat(bytes - 2)}`;
    const event = { headers: formHeaders, isBase64Encoded: false };
    expect(readForm({ ...event, body: body(256 * 1024) })).toHaveProperty('a');
    expect(refusal({ ...event, body: body(256 * 1024 + 1) })).toEqual({
      status: 413,
      message: 'The answer is too long. All of it together can be about 250,000 characters.',
    });
    expect(refusal({ ...event, body: `a=${'é'.repeat(128 * 1024)}` }).status).toBe(413);
  });
});
