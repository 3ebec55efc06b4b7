import { expect, it } from 'vitest';
import { keptOfMail } from '../../lambdas/members/mail-marks.ts';

const row = {
  person: 'head-1',
  email: 'head@oak.example',
  mailSince: '2026-06-01T11:00:00.000Z',
  notMeAt: '2026-06-01',
};

const lift = (mail: 'bounces' | 'complained' | 'wrong-person', email: string) =>
  keptOfMail({ ...row, mail }, email, { ...row, mail });

it('a mark that came while the import ran stays', () => {
  const before = { ...row, mail: 'wrong-person' as const };
  expect(keptOfMail(before, row.email, row)).toEqual(before);
});

it.each(['head@oak.example', 'Head@Oak.example'])(
  'mail goes to %s again when a file names the address anew',
  (email) => {
    expect(lift('wrong-person', email)).toEqual({ person: 'head-1', email: row.email });
  },
);

it.each(['bounces', 'complained'] as const)(
  'a file that names the same address anew says nothing of mail that %s',
  (mail) => {
    const { mailSince } = row;
    expect(lift(mail, row.email)).toEqual({ person: 'head-1', email: row.email, mail, mailSince });
  },
);

it.each(['bounces', 'complained', 'wrong-person'] as const)(
  'another address gets mail, whatever was before: %s',
  (mail) => {
    expect(lift(mail, 'new@oak.example')).toEqual({ person: 'head-1', email: row.email });
  },
);
