import * as z from 'zod';
import { defineQuestion, readBy } from '../../decisions/define-question.ts';
import type { QuestionMail, QuestionPage, Taken } from '../../decisions/question.ts';
import { choice, longText } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { phaseName } from '../../members/phase.ts';
import { Paragraph, SummaryList } from '../../pages/kit.ts';
import { changeOf, news } from '../../store/news.ts';
import type { Person, Store } from '../../store/store.ts';
import { memberWords } from '../member-words.ts';
import { type MembershipContext, membershipContext, readMembershipAhead } from '../membership-context.ts';
import { contactOf, membershipName, membershipOf } from '../membership-name.ts';
import { questionFacts } from '../question-facts.ts';
import { subscriptionClock } from '../subscription-clock.ts';
import { yearTitle } from '../year-title.ts';

/** @param host 'school' or 'trust'. */
const formOf = (host: string) =>
  fieldsOf({
    decision: choice({
      legend: 'Your decision',
      what: 'whether to admit',
      missing: 'Select whether to admit the newcomer',
      options: [
        { value: 'admit', text: 'Admit', hint: 'The contact is asked to sign the agreement.' },
        { value: 'refuse', text: 'Refuse', hint: 'The contact is told, with your reason.' },
      ],
    }),
    reason: longText({
      label: 'If you refuse, why?',
      what: 'the reason',
      missing: 'Enter the reason, as the newcomer will read it',
      hint: `The ${host} reads these words.`,
      max: 1000,
      when: { decision: 'refuse' },
    }),
  });

const Answer = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('admit') }),
  z.object({ decision: z.literal('refuse'), reason: z.string() }),
]);
type Answer = z.infer<typeof Answer>;

/** Asks the central team whether a school or trust that registered its interest becomes a member. */
export const admitNewcomer = defineQuestion(questionFacts, 'admit-newcomer', {
  answer: Answer,
  readAhead(about, store) {
    const { member, year } = membershipOf(about);
    return Promise.all([readMembershipAhead(about, store), store.person(contactOf(member, year))]);
  },
  async bind(asked, desk) {
    const context = await membershipContext(asked, desk, 'central-team');
    const { member, membership, year, settings } = context;
    const contact =
      (await desk.store.person(contactOf(member.member, membership.year))) ??
      (member.head ? await desk.store.person(member.head) : undefined);
    return {
      addressee: context.addressee,
      hostName: member.name,
      dueAt: subscriptionClock(membership.openedAt, membership.kind, year, settings).admission.due,
      reminderSettings: settings,
      breaks: [],
      mail: () => mail(context, contact),
      page: () => page(context, contact),
      read: readBy(formOf(memberWords(member).host).read, ({ decision, reason }, { at }) => {
        if (decision === 'admit') return admitted(context, contact, desk.store);
        return refused(context, reason, at, desk.store);
      }),
      silence: () => ({ outcome: { outcome: 'lapsed' } }),
      said: ({ decision }) =>
        decision === 'admit' ? `${member.name} was admitted.` : `${member.name} was not admitted.`,
    };
  },
});

function facts({ member }: MembershipContext, contact: Person | undefined) {
  return [
    { label: memberWords(member).host === 'trust' ? 'Trust' : 'School', value: member.name },
    ...(member.kind === 'school' ? [{ label: 'URN', value: member.member }] : []),
    ...(member.phase ? [{ label: 'Phase', value: phaseName[member.phase] }] : []),
    ...(member.postcode ? [{ label: 'Postcode', value: member.postcode }] : []),
    { label: 'Contact', value: contact ? [contact.name, contact.jobTitle].filter(Boolean).join(', ') : 'Not known' },
    ...(contact ? [{ label: 'Work email', value: contact.email }] : []),
  ];
}

function mail(context: MembershipContext, contact: Person | undefined): QuestionMail {
  const { member, year } = context;
  return {
    subject: `Please admit or refuse: ${member.name}, new for ${yearTitle(year)}`,
    firstLine: `${member.name} would like to join the partnership for ${yearTitle(year)}.`,
    paragraphs: ['Once you admit it, the contact below is asked to sign the year’s agreement.'],
    facts: facts(context, contact),
    button: 'Admit or refuse',
    whyYou: 'You are asked because the central team decides who joins the partnership.',
  };
}

function page(context: MembershipContext, contact: Person | undefined): QuestionPage {
  const { member, year } = context;
  const { host } = memberWords(member);
  return {
    title: `Should ${member.name} join the partnership?`,
    caption: `Newcomer for ${yearTitle(year)}`,
    button: 'Save the decision',
    binding: true,
    body: (form) => (
      <>
        <SummaryList rows={facts(context, contact)} />
        <Paragraph>
          Anybody can fill in the form on our site. Check that the contact works at this {host} before you admit it.
        </Paragraph>
        {formOf(host).showAll(form)}
      </>
    ),
  };
}

const settledMeanwhile = () => ({ sentence: 'This membership has been settled meanwhile, so nothing was changed.' });

function admitted(
  { member, membership, year }: MembershipContext,
  contact: Person | undefined,
  store: Store,
): Taken<Answer> {
  return {
    answer: { decision: 'admit' },
    outcome: { outcome: 'admitted' },
    what: 'admitted the newcomer',
    effects: () => [
      store.rows.membership
        .patch({ member: member.member, year: membership.year })
        .set({ status: 'invited' })
        .where(({ status }, { eq }) => eq(status, 'awaiting-admission'))
        .commit(),
      ...(contact ? [store.rows.member.patch({ member: member.member }).set({ head: contact.person }).commit()] : []),
    ],
    conflict: settledMeanwhile,
    thanks: {
      title: `${member.name} is admitted`,
      paragraphs: [`Its contact is now asked to sign the agreement for ${yearTitle(year)}.`],
    },
  };
}

function refused({ member, membership }: MembershipContext, reason: string, at: string, store: Store): Taken<Answer> {
  return {
    answer: { decision: 'refuse', reason },
    outcome: { outcome: 'refused' },
    what: 'refused the newcomer',
    effects: () => [
      store.rows.membership
        .patch({ member: member.member, year: membership.year })
        .set({ status: 'refused', reason, decidedAt: at })
        .where(({ status }, { eq }) => eq(status, 'awaiting-admission'))
        .commit(),
      news(store, changeOf(membershipName(member.member, membership.year), at)),
    ],
    conflict: settledMeanwhile,
    thanks: { title: `${member.name} is not admitted`, paragraphs: ['Its contact is told now, with your reason.'] },
  };
}
