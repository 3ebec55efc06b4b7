import { expect, it } from 'vitest';
import { keptOfMail } from '../../lambdas/members/mail-marks.ts';

const row = {
  person: 'head-1',
  email: 'head@oak.example',
  mailSince: '2026-06-01T11:00:00.000Z',
  notMeAt: '2026-06-01',
};

it.each(['head@oak.example', 'Head@Oak.example'])(
  'mail goes to %s again when a file names the address anew',
  (email) => {
    expect(keptOfMail({ ...row, mail: 'wrong-person' }, email)).toEqual({ person: 'head-1', email: row.email });
  },
);

it.each(['bounces', 'complained'] as const)(
  'a file that names the same address anew says nothing of mail that %s',
  (mail) => {
    const { mailSince } = row;
    expect(keptOfMail({ ...row, mail }, row.email)).toEqual({ person: 'head-1', email: row.email, mail, mailSince });
  },
);

it.each(['bounces', 'complained', 'wrong-person'] as const)(
  'another address gets mail, whatever was before: %s',
  (mail) => {
    expect(keptOfMail({ ...row, mail }, 'new@oak.example')).toEqual({ person: 'head-1', email: row.email });
  },
);
