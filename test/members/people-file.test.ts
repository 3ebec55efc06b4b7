import { describe, expect, test } from 'vitest';
import { readPeople } from '../../lambdas/members/people-file.ts';

const header =
  'record,id,name,email,telephone,job-title,member,head,schools,hub,manager,senior-partner,qar-from,qar-until,reviews-done,stays-overnight,relationships';

/** Values by column; what is not named is empty. */
function people(...rows: Readonly<Record<string, string>>[]) {
  const columns = header.split(',');
  const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','));
  return readPeople(Buffer.from([header, ...lines].join('\n')));
}

const jo = { id: 'person-1', name: 'Jo Fenn', email: 'jo.fenn@hill-view.example', member: '900101' };

describe('the file of trusts, hubs and people', () => {
  test('has telephone numbers, kept as people write them; what is none is refused in a sentence', () => {
    const trust = { record: 'trust', id: 'trust-1', name: 'Rowan Learning Trust', telephone: '01632960002' };
    const file = people({ record: 'contact', ...jo, telephone: '+44 7700 900123' }, trust);
    expect([file.people[0]?.telephone, file.trusts[0]?.telephone]).toEqual(['07700 900123', '01632 960002']);
    expect(people({ record: 'contact', ...jo, telephone: '12' }).rejected).toEqual([
      {
        line: 2,
        reason: "telephone is '12'; write a number with its area, such as '01632 960123', or leave it empty.",
      },
    ]);
  });

  test('is read by its record column', () => {
    const file = people(
      { record: 'trust', id: 'trust-1', name: 'Rowan Learning Trust', schools: '900101 900102', hub: 'hub-1' },
      { record: 'hub', id: 'hub-1', name: 'Kestrel Hub', schools: '900101;900103', manager: 'person-2' },
      { record: 'contact', ...jo, 'job-title': 'Headteacher', head: 'yes' },
      {
        ...{ record: 'reviewer', ...jo, 'qar-from': '2025-09-01', 'qar-until': '2028-08-31', 'reviews-done': '4' },
        ...{ 'stays-overnight': 'no', relationships: '900109' },
      },
      { record: 'lead', id: 'person-3', name: 'Uma Vance', email: 'Uma.Vance@leads.example' },
    );
    expect(file).toEqual({
      trusts: [{ id: 'trust-1', name: 'Rowan Learning Trust', schools: ['900101', '900102'], hub: 'hub-1', line: 2 }],
      hubs: [{ id: 'hub-1', name: 'Kestrel Hub', schools: ['900101', '900103'], manager: 'person-2', line: 3 }],
      people: [
        {
          ...jo,
          jobTitle: 'Headteacher',
          isHead: true,
          pool: 'reviewers',
          training: [{ programme: 'QAR', from: '2025-09-01', until: '2028-08-31' }],
          reviewsDone: 4,
          staysOvernight: false,
          relationships: ['900109'],
          line: 4,
        },
        {
          id: 'person-3',
          name: 'Uma Vance',
          email: 'uma.vance@leads.example',
          pool: 'lead-reviewers',
          training: [],
          relationships: [],
          line: 6,
        },
      ],
      rejected: [],
    });
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ["The record is 'head'; write trust, hub, contact, reviewer or lead.", { ...jo, record: 'head' }],
    [
      "The id is 'jo.fenn@hill-view.example'; write small letters, digits and hyphens",
      { ...jo, record: 'contact', id: jo.email },
    ],
    ['The name is empty; fill it in.', { ...jo, record: 'contact', name: '' }],
    ['The mail address is missing or not valid; correct email.', { ...jo, record: 'contact', email: 'jo at school' }],
    ['The mail address is missing or not valid; correct email.', { ...jo, record: 'contact', email: 'jo@a-.example' }],
    [
      "member is 'Hill View'; write a URN of six digits or the id of a trust.",
      { ...jo, record: 'contact', member: 'Hill View' },
    ],
    ['Somebody who is head of a school or trust needs its URN', { ...jo, record: 'contact', head: 'yes', member: '' }],
    ["head is 'maybe'; write yes or no.", { ...jo, record: 'contact', head: 'maybe' }],
    ['A reviewer works for a member school or trust', { ...jo, record: 'reviewer', member: '' }],
    ['A lead reviewer is independent', { ...jo, record: 'lead' }],
    ['qar-from and qar-until must both be dates', { ...jo, record: 'reviewer', 'qar-from': '2025-09-01' }],
    [
      'qar-until is before qar-from',
      { ...jo, record: 'reviewer', 'qar-from': '2025-09-01', 'qar-until': '2024-09-01' },
    ],
    [
      "reviews-done is 'four'; write a whole number or leave it empty.",
      { ...jo, record: 'reviewer', 'reviews-done': 'four' },
    ],
    ["The id of a trust is 'rowan'; it must begin with 'trust-'", { record: 'trust', id: 'rowan', name: 'Rowan' }],
    ["schools has 'all'; write URNs of six digits", { record: 'hub', id: 'hub-1', name: 'Kestrel', schools: 'all' }],
  ])('refuses a row: %s', (reason, row) => {
    expect(people(row, { record: 'hub', id: 'hub-9', name: 'Wren Hub' })).toEqual({
      trusts: [],
      hubs: [{ id: 'hub-9', name: 'Wren Hub', schools: [], line: 3 }],
      people: [],
      rejected: [{ line: 2, reason: expect.stringContaining(reason) }],
    });
  });

  test('takes one person for two organisations that they lead, and the one they review for as their own', () => {
    const head = { record: 'contact', ...jo, head: 'yes' };
    const trust = { ...head, member: 'trust-5077' };
    const reviewer = { record: 'reviewer', ...jo, member: '900102' };
    const who = { id: jo.id, name: jo.name, email: jo.email };
    expect(people(head, { ...head, member: '900102' }, trust).people).toEqual([
      {
        ...who,
        member: '900101',
        isHead: true,
        others: [
          { member: '900102', isHead: true },
          { member: 'trust-5077', isHead: true },
        ],
        line: 2,
      },
    ]);
    expect(people(head, reviewer).people).toEqual([
      expect.objectContaining({ member: '900102', others: [{ member: '900101', isHead: true }], pool: 'reviewers' }),
    ]);
  });

  test.each([
    ['\u3164', 'name has characters that show nothing in place of a name; type the name again.'],
    ['Jo\u3164Fenn', 'name has characters that show nothing in place of a name; type the name again.'],
    ['\u200b\u2060', 'The name is empty; fill it in.'],
    ['\u200d', 'name has characters that show nothing in place of a name; type the name again.'],
    ['...', 'name has characters that show nothing in place of a name; type the name again.'],
    ['J'.repeat(151), 'name has 151 characters and may have 150; shorten it.'],
  ])('refuses a name that nobody can read: %j', (name, reason) => {
    expect(people({ record: 'contact', ...jo, name })).toMatchObject({ people: [], rejected: [{ line: 2, reason }] });
  });

  test.each(['Win at Evil.Com now', 'jo@evil.example'])(
    'refuses a name of which a mail program makes a link: %s',
    (name) => {
      const reason = `The name '${name}' goes into mails and must be written without a web or mail address; correct it.`;
      expect(people({ record: 'contact', ...jo, name }).rejected).toEqual([{ line: 2, reason }]);
    },
  );

  test('refuses an id that no key has room for', () => {
    const reason = 'The id has 50 characters and may have 46; choose a shorter one.';
    expect(people({ record: 'contact', ...jo, id: 'p'.repeat(50) }).rejected).toEqual([{ line: 2, reason }]);
  });

  test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    [
      "The hub 'hub-1' is on line 2 already",
      { record: 'hub', id: 'hub-1', name: 'A' },
      { record: 'hub', id: 'hub-1', name: 'B' },
    ],
    [
      "'person-1' is another person on line 2",
      { ...jo, record: 'contact' },
      { ...jo, record: 'reviewer', name: 'Jo Farrow' },
    ],
    [
      "The mail address of 'person-2' is that of 'person-1'",
      { ...jo, record: 'contact' },
      { ...jo, record: 'contact', id: 'person-2' },
    ],
    [
      "'person-1' works for 900101 on line 2",
      { ...jo, record: 'contact' },
      { ...jo, record: 'reviewer', member: '900102' },
    ],
    [
      "'person-1' is the head of 900101 on line 2 already; one person answers for a school or trust.",
      { ...jo, record: 'contact', head: 'yes' },
      { ...jo, record: 'contact', head: 'yes', id: 'person-2', email: 'al@hill-view.example' },
    ],
    [
      "'person-1' is not the head of 900101 here, and is on an earlier line; write the same in each.",
      { ...jo, record: 'contact', head: 'yes' },
      { ...jo, record: 'contact', head: 'no' },
    ],
    ["'person-1' is a reviewer on line 2 already", { ...jo, record: 'reviewer' }, { ...jo, record: 'reviewer' }],
  ])('refuses a second row that contradicts the first: %s', (reason, first, second) => {
    expect(people(first, second).rejected).toEqual([{ line: 3, reason: expect.stringContaining(reason) }]);
  });
});
