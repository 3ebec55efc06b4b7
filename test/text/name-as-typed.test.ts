import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hidden } from '../../lambdas/forms/fields.tsx';
import { fieldsOf } from '../../lambdas/forms/form.tsx';
import { handOver } from '../../lambdas/questions/hand-over.ts';
import type { OpenedLink } from '../../lambdas/questions/open-link.ts';
import type { PartnershipYear } from '../../lambdas/settings/partnership-year.ts';
import { readAgreement } from '../../lambdas/subscription/agreement-form.ts';
import { ANOTHER, belongingFields } from '../../lambdas/subscription/belonging-fields.tsx';
import { readInterest } from '../../lambdas/subscription/interest-form.ts';
import { whyNoName } from '../../lambdas/text/name-as-typed.ts';

const LINKS = [
  ...['EVIL.COM', 'Win at Evil.Com now', 'evil。com', 'ｅｖｉｌ．ｃｏｍ', 'evil｡com', 'Claim at hxxps://evil.example'],
  ...[
    '//evil',
    'Sam＠evil',
    'WWW.Evil',
    'Evil.Com.Mary',
    'ЕВИЛ.РФ',
    'see evil.example',
    'Evil.xn--p1ai',
    'e\u2060vil.Co',
  ],
  ...['mailto:sam', '192.0.2.7', '<b>Sam</b>', 'https:\\\\evil'],
];
const NOTHING = ['\u3164', '\uffa0\u115f', '\u2800', '...', '\u200d\u3164 –'];
const NAMES = [
  ...['Dr. Zoë Żółć-O’Neill', 'A.B. Morgan', 'Mary St.John', '李 明', 'Ysgol Dŵr Glân', 'J. R. O. Smith-Jones'],
  ...[
    'St. Mary’s C.E. (V.A.) Primary School',
    'Oak Nursery/Infant School',
    'Headteacher / CEO',
    'مدرسة النور',
    'P.S. 9',
    'C.of.E Primary School',
  ],
];

describe('a name', () => {
  it.each(LINKS)('is not %s, of which a mail program makes a link', (text) => {
    expect(whyNoName(text)).toBe('must be written without a web or mail address');
  });

  it.each(NOTHING)('is not %o, of which nothing is seen', (text) => {
    expect(whyNoName(text)).toBe('must have letters that can be seen');
  });

  it.each(NAMES)('may be %s', (text) => {
    expect(whyNoName(text)).toBeUndefined();
  });

  it('is no address in whatever letters, in the midst of whatever words', () => {
    const wide = (text: string) => text.replaceAll(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
    const domain = fc.tuple(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.constantFrom('com', 'org', 'co.uk', 'xyz', 'sc', 'law'),
    );
    const letters = fc.constantFrom(
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      wide,
    );
    fc.assert(
      fc.property(domain, letters, fc.constantFrom('', 'Win at '), ([name, ending], as, before) => {
        expect(whyNoName(`${before}${as(`${name}.${ending}`)}`)).toBeDefined();
      }),
    );
  });
});

describe('every field of a name', () => {
  const interest = {
    ...{ kind: 'school', name: 'Oak School', postcode: 'AB1 2CD', urn: '900777', phase: 'primary' },
    ...{ 'contact-name': 'Robin Field', 'job-title': 'Head', email: 'robin@oak.example' },
  };
  const year = {} as PartnershipYear; // of which the form asks for days that are given, and here none are
  const forms: readonly [field: string, errors: (text: string) => unknown][] = [
    ['role', (text) => readAgreement({ decision: 'sign', agreed: 'yes', use: 'both', role: text }, [], 'school', year)],
    [
      'trust-name',
      (text) => {
        const fields = belongingFields({ hubs: [], trusts: [], members: [] }, 'school');
        const typed = { hub: 'none', trust: ANOTHER, 'trust-name': text };
        return fieldsOf({ decision: hidden({ what: 'the decision', value: 'admit' }), ...fields }).read(typed);
      },
    ],
    ...['name', 'contact-name', 'job-title'].map((field): [string, (text: string) => unknown] => [
      field,
      (text) => readInterest({ ...interest, [field]: text }),
    ]),
    ...['colleague-name', 'colleague-job'].map((field): [string, (text: string) => unknown] => [
      field,
      (text) => {
        const typed = { 'colleague-name': 'Sam', 'colleague-job': 'Deputy', 'colleague-email': 'sam@oak.example' };
        return handOver({} as OpenedLink, { ...typed, [field]: text }, '', {} as Parameters<typeof handOver>[3]);
      },
    ]),
  ];

  it.each(forms)('%s refuses links and nothing', async (field, send) => {
    for (const text of [...LINKS, '\u3164', '...']) {
      expect(await send(text), text).toMatchObject({
        errors: { [field]: expect.stringMatching(/must (be written|have letters)/) },
      });
    }
  });
});
