import * as z from 'zod';
import { choice, longText } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { phaseName } from '../../members/phase.ts';
import { Paragraph, SummaryList } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import type { QuestionMail, QuestionPage, SentForm, Taken } from '../../questions/question.ts';
import { yearTitle } from '../../settings/year-title.ts';
import { changeOf, news } from '../../store/news.ts';
import type { Member, Store, WriteItem } from '../../store/store.ts';
import { belongingFields, belongingSet, likely, type Network, NOT_KNOWN, readNetwork } from '../belonging-fields.tsx';
import { type Candidate, candidatesOf } from '../candidates.ts';
import { memberWords } from '../member-words.ts';
import { type MembershipContext, membershipContext, readMembershipAhead } from '../membership-context.ts';
import { contactOf, membershipName, membershipOf } from '../membership-name.ts';
import { questionFacts } from '../question-facts.ts';
import { subscriptionClock } from '../subscription-clock.ts';

/**
 * @param candidates of whom one is admitted, where there are several.
 */
const formOf = (kind: Member['kind'], candidates: readonly Candidate[], network: Network) =>
  fieldsOf({
    decision: choice({
      legend: 'Your decision',
      what: 'whether to admit',
      missing:
        candidates.length > 1 ? 'Select whom to admit, or that you refuse' : 'Select whether to admit the newcomer',
      options: [
        ...(candidates.length > 1
          ? candidates.map(({ id, name, jobTitle }, index) => ({
              value: id,
              text: `Admit, with contact ${index + 1}: ${[name, jobTitle].filter(Boolean).join(', ')}`,
              hint: 'They are asked to sign the agreement. The others are told nothing.',
            }))
          : [{ value: 'admit', text: 'Admit', hint: 'The contact is asked to sign the agreement.' }]),
        { value: 'refuse', text: 'Refuse', hint: 'The contact is told, with your reason.' },
      ],
    }),
    reason: longText({
      label: 'If you refuse, why?',
      what: 'the reason',
      missing: 'Enter the reason, as the newcomer will read it',
      hint: `The ${kind} reads these words.`,
      max: 1000,
      when: { decision: 'refuse' },
    }),
    ...belongingFields(network, kind),
  });

const Answer = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('admit'),
    candidate: z.string().default(''),
    hub: z.string().default(NOT_KNOWN),
    trust: z.string().default(NOT_KNOWN),
    trustName: z.string().default(''),
  }),
  z.object({ decision: z.literal('refuse'), reason: z.string() }),
]);
type Answer = z.infer<typeof Answer>;

/** Asks the central team whether a school or trust that registered its interest becomes a member. */
export const admitNewcomer = defineQuestion(questionFacts, 'admit-newcomer', {
  answer: Answer,
  readAhead(about, store) {
    const { member, year } = membershipOf(about);
    return Promise.all([readMembershipAhead(about, store), store.applicants(member, year)]);
  },
  async bind(asked, deps) {
    const context = await membershipContext(asked, deps, 'central-team');
    const { member, membership, year, settings } = context;
    const [candidates, network] = await Promise.all([
      candidatesOf(context, deps.store),
      readNetwork(deps.store, year.year),
    ]);
    return {
      addressee: context.addressee,
      hostName: member.name,
      dueAt: subscriptionClock(membership.openedAt, membership.kind, year, settings).admission.due,
      reminderSettings: settings,
      breaks: [],
      mail: () => mail(context, candidates),
      page: () => page(context, candidates, network),
      read: readBy(formOf(member.kind, candidates, network).read, ({ decision, reason, hub, ...of }, { at }) => {
        if (decision === 'refuse') return refused(context, reason ?? '', at, deps.store);
        if (member.standing === 'closed') return { errors: { decision: closedMeanwhile(member) } };
        const chosen = candidates.find(({ id }) => id === decision) ?? candidates[0];
        const { trust = NOT_KNOWN, 'trust-name': trustName = '' } = of;
        return admitted(context, chosen, { hub, trust, trustName }, at, deps.store);
      }),
      silence: () => ({ outcome: { outcome: 'lapsed' } }),
      sent: (answer) => sentOf(answer, member.kind, candidates, network),
      said: ({ decision }) =>
        decision === 'admit' ? `${member.name} was admitted.` : `${member.name} was not admitted.`,
    };
  },
});

/** Whoever applied may be known no more; the decision is told all the same. */
function sentOf(answer: Answer, kind: Member['kind'], candidates: readonly Candidate[], network: Network): SentForm {
  if (answer.decision === 'refuse') {
    const { decision, reason } = answer;
    return {
      fields: { decision, reason },
      body: (form) => formOf(kind, candidates, network).show(['decision', 'reason'], form),
    };
  }
  const { candidate, hub, trust, trustName } = answer;
  const isAmong = candidates.length > 1 && candidates.some(({ id }) => id === candidate);
  return {
    fields: { decision: isAmong ? candidate : 'admit', hub, trust, 'trust-name': trustName },
    body: (form) => formOf(kind, isAmong ? candidates : [], network).showAll(form),
  };
}

function facts({ member }: MembershipContext, candidates: readonly Candidate[]) {
  return [
    { label: memberWords(member).host === 'trust' ? 'Trust' : 'School', value: member.name },
    ...(member.kind === 'school' ? [{ label: 'URN', value: member.member }] : []),
    ...(member.phase ? [{ label: 'Phase', value: phaseName[member.phase] }] : []),
    ...(member.postcode ? [{ label: 'Postcode', value: member.postcode }] : []),
    ...(candidates.length === 0 ? [{ label: 'Contact', value: 'Not known' }] : []),
    ...candidates.flatMap(({ name, jobTitle, email, typed }, index) => {
      const which = candidates.length > 1 ? ` ${index + 1}` : '';
      return [
        { label: `Contact${which}`, value: [name, jobTitle].filter(Boolean).join(', ') },
        { label: `Work email${which}`, value: email },
        ...(typed && typed.name !== member.name
          ? [{ label: `As typed${which}`, value: `${typed.name}, ${typed.postcode}` }]
          : []),
      ];
    }),
  ];
}

function mail(context: MembershipContext, candidates: readonly Candidate[]): QuestionMail {
  const { member, year } = context;
  return {
    subject: `Please admit or refuse: ${member.name}, new for ${yearTitle(year)}`,
    firstLine: `${member.name} would like to join the partnership for ${yearTitle(year)}.`,
    paragraphs: ['Once you admit it, the contact below is asked to sign the year’s agreement.'],
    facts: facts(context, candidates),
    button: 'Admit or refuse',
    whyYou: 'You are asked because the central team decides who joins the partnership.',
  };
}

function page(context: MembershipContext, candidates: readonly Candidate[], network: Network): QuestionPage {
  const { member, year } = context;
  const { host } = memberWords(member);
  return {
    title: `Should ${member.name} join the partnership?`,
    caption: `Newcomer for ${yearTitle(year)}`,
    button: 'Save the decision',
    binding: true,
    values: likely(member, network),
    body: (form) => (
      <>
        <SummaryList rows={facts(context, candidates)} />
        <Paragraph>
          Anybody can fill in the form on our site; each contact here has shown only that they read at the address.
          Check that the one you admit works at this {host}, by a telephone number that you have from elsewhere.
        </Paragraph>
        {formOf(member.kind, candidates, network).showAll(form)}
      </>
    ),
  };
}

const closedMeanwhile = ({ name }: Member): string =>
  `${name} has closed since it applied, as the register says, so it cannot be admitted. Refuse it with that reason; if it is open, import the register again first`;

const settledMeanwhile = () => ({
  sentence:
    'This membership has been settled meanwhile, or the register says that it has closed, so nothing was changed.',
});

function admitted(
  { member, membership, year }: MembershipContext,
  chosen: Candidate | undefined,
  said: { readonly hub: string; readonly trust: string; readonly trustName: string },
  at: string,
  store: Store,
): Taken<Answer> {
  return {
    answer: { decision: 'admit', candidate: chosen?.id ?? '', ...said },
    outcome: { outcome: 'admitted' },
    what: 'admitted the newcomer',
    effects: () => [
      store.rows.membership
        .patch({ member: member.member, year: membership.year })
        .set({ status: 'invited' })
        .where(({ status }, { eq }) => eq(status, 'awaiting-admission'))
        .commit(),
      ...admitting(member, membership.year, chosen, belongingSet(member, said), at, store),
    ],
    conflict: settledMeanwhile,
    thanks: {
      title: `${member.name} is admitted`,
      paragraphs: [`Its contact is now asked to sign the agreement for ${yearTitle(year)}.`],
    },
  };
}

/** The chosen one becomes its head; of a school or trust that is new, what they typed becomes what is known of it. */
function admitting(
  { member, standing }: Member,
  year: string,
  chosen: Candidate | undefined,
  belongs: ReturnType<typeof belongingSet>,
  at: string,
  store: Store,
): readonly WriteItem[] {
  const patch = store.rows.member.patch({ member });
  const isOpen: Parameters<ReturnType<typeof patch.set>['where']>[0] = (row, { ne }) => ne(row.standing, 'closed');
  if (!chosen) return [patch.set(belongs.set).remove(belongs.remove).where(isOpen).commit()];
  const { id, name, jobTitle, email, typed, known: before } = chosen;
  if (!typed) {
    return [
      patch
        .set({ head: id, ...belongs.set })
        .remove(belongs.remove)
        .where(isOpen)
        .commit(),
      store.rows.person.patch({ person: id }).set({ confirmedAt: at }).commit(),
    ];
  }
  const head = before ?? contactOf(member, year);
  const known =
    standing === 'interested'
      ? { name: typed.name, postcode: typed.postcode, ...(typed.phase && { phase: typed.phase }) }
      : {};
  return [
    patch
      .set({ head, ...known, ...belongs.set })
      .remove(belongs.remove)
      .where(isOpen)
      .commit(),
    before === undefined
      ? store.rows.person
          .upsert({ person: head, name, email, ...(jobTitle && { jobTitle }), member, confirmedAt: at })
          .commit()
      : store.rows.person.patch({ person: before }).set({ confirmedAt: at }).commit(),
  ];
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
    thanks: {
      title: `${member.name} is not admitted`,
      paragraphs: ['Whoever applied for it is told now, with your reason.'],
    },
  };
}
