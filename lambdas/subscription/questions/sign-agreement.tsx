import * as z from 'zod';
import { accountForRenewal } from '../../members/ledger-words.ts';
import { memberToday, readLineage } from '../../members/lineage.ts';
import { officeTelephone } from '../../members/telephones.ts';
import { breakLines } from '../../pages/date-lines.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import type { Taken } from '../../questions/question.ts';
import { versionKey } from '../../settings/load-settings.ts';
import { placementsOwed } from '../../settings/team-size.ts';
import { yearTitle } from '../../settings/year-title.ts';
import { changeOf, news } from '../../store/news.ts';
import type { Member, Store } from '../../store/store.ts';
import { agreementForm, readAgreement, type Signature, usesOffered } from '../agreement-form.ts';
import { agreementText } from '../agreement-text.ts';
import { signingMail, signingPage, withoutSignature } from '../agreement-words.tsx';
import { memberWords } from '../member-words.ts';
import { type MembershipContext, membershipContext, readMembershipAhead } from '../membership-context.ts';
import { membershipName, membershipOf } from '../membership-name.ts';
import { questionFacts } from '../question-facts.ts';
import { daysBegunWith } from '../school-days.ts';
import { signingDue } from '../subscription-clock.ts';

/** What the member did in the year before, what it gave, and that year. */
function readYearBefore(member: string, year: string, store: Store) {
  const before = String(Number(year) - 1);
  return Promise.all([
    store.membership(member, before),
    store.ledger(member, before),
    store.partnershipYear(before),
  ] as const);
}

const Answer = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('sign'),
    role: z.string(),
    use: z.string(),
    version: z.string(),
    /** What was signed, as it was read. Answers of earlier releases have the version alone. */
    text: z.array(z.string()).exactOptional(),
    telephone: z.string().exactOptional(),
    own: z.array(z.object({ from: z.string(), to: z.string(), reason: z.string().exactOptional() })).exactOptional(),
  }),
  z.object({ decision: z.literal('decline'), reason: z.string() }),
]);
type Answer = z.infer<typeof Answer>;

/** Asks the head to sign the year's agreement: a member renews, a newcomer that was admitted joins. */
export const signAgreement = defineQuestion(questionFacts, 'sign-agreement', {
  answer: Answer,
  readAhead(about, store) {
    const { member, year } = membershipOf(about);
    return Promise.all([readMembershipAhead(about, store), readYearBefore(member, year, store)]);
  },
  async bind(asked, deps) {
    const id = membershipOf(asked.about);
    const before = String(Number(id.year) - 1);
    const [context, [lastYear, ledgerBefore, yearBefore]] = await Promise.all([
      membershipContext(asked, deps, 'host'),
      readYearBefore(id.member, id.year, deps.store),
    ]);
    const { member, settings, addressee, person } = context;
    const partOf = await takesPartAs(member, id.year, deps.store);
    const titles = { before: yearBefore ? yearTitle(yearBefore) : before, next: yearTitle(context.year) };
    const account = accountForRenewal(ledgerBefore, titles, placementsOwed(settings));
    const offered = usesOffered(settings.membershipUses).map(({ use }) => use);
    const suggested = {
      role: person?.jobTitle,
      use: lastYear?.uses?.find((use) => offered.includes(use)),
      telephone: officeTelephone(member),
      days: member.kind === 'school' ? daysBegunWith(context.membership, lastYear, context.year) : undefined,
    };
    return {
      addressee,
      hostName: member.name,
      dueAt: signingDue(asked.at, settings),
      reminderSettings: settings,
      breaks: context.breaks,
      ifNothing: withoutSignature(context, asked.expiresAt),
      facts: { settingsVersion: versionKey(settings.version) },
      mail: () => signingMail(context, account),
      page: () => signingPage(context, suggested, account),
      read: readBy(
        (fields) => readAgreement(fields, usesOffered(settings.membershipUses), memberWords(member).host, context.year),
        (answer, answering) => {
          if (answer.decision === 'sign' && partOf) {
            return {
              errors: {
                decision: `${member.name} is a part of ${partOf.name} now, which takes part in ${yearTitle(context.year)} by itself, so there is nothing to sign for it. If that is wrong, write to us`,
              },
            };
          }
          const by = { person: answering.person, at: answering.at };
          return answer.decision === 'sign'
            ? signed(context, answer, by, deps.store)
            : declined(context, answer, by, deps.store);
        },
      ),
      silence: () => ({ outcome: { outcome: 'lapsed' } }),
      sent: (answer) => ({
        fields:
          answer.decision === 'sign'
            ? {
                decision: 'sign',
                agreed: 'yes',
                role: answer.role,
                use: answer.use,
                telephone: answer.telephone ?? '',
                ...(answer.own && { days: breakLines(answer.own) }),
              }
            : { decision: 'decline', reason: answer.reason },
        body: (form) => {
          const text = answer.decision === 'sign' ? answer.text : undefined;
          if (text) form.gather?.({ names: [], label: 'What was signed', value: text.join('\n\n') });
          return agreementForm(settings.membershipUses, memberWords(member).host).showAll(form);
        },
      }),
      said: ({ decision }) =>
        decision === 'sign'
          ? `The agreement for ${yearTitle(context.year)} was signed for ${member.name}.`
          : `${member.name} does not take part in ${yearTitle(context.year)}.`,
    };
  },
});

/**
 * The member that takes part in the year in the place of one that has closed: who signed for both would have one school reviewed twice. Nothing where the
 * one that followed it is not asked itself: then its review goes on there.
 */
async function takesPartAs(member: Member, year: string, store: Store): Promise<Member | undefined> {
  if (member.standing !== 'closed') return undefined;
  const now = memberToday(await readLineage(store, [member.member]), member.member);
  if (now === undefined || now.member === member.member) return undefined;
  const status = (await store.membership(now.member, year))?.status;
  return status === 'invited' || status === 'signed' ? now : undefined;
}

const settledMeanwhile = () => ({
  sentence: 'This membership has been settled meanwhile, so nothing was changed. Please write to us.',
});

interface By {
  readonly person: string;
  readonly at: string;
}

function signed(context: MembershipContext, signature: Signature, by: By, store: Store): Taken<Answer> {
  const { member, membership, settings, year } = context;
  const { version, paragraphs, hash } = agreementText(settings, year);
  const { own, ...said } = signature;
  const plansReview = settings.membershipUses.some(({ use, plansReview }) => use === signature.use && plansReview);
  return {
    answer: { ...said, version, text: [...paragraphs], ...(own && { own: [...own] }) },
    outcome: { outcome: 'signed' },
    what: `signed the agreement, version ${version}`,
    effects: () => [
      store.rows.membership
        .patch({ member: member.member, year: membership.year })
        .set({
          status: 'signed',
          uses: [signature.use],
          agreement: { version, hash, person: by.person, role: signature.role, signedAt: by.at },
          decidedAt: by.at,
          ...(own && { termBreaks: [...own] }),
        })
        // Whoever returns may have given others before.
        .remove(own ? [] : ['termBreaks'])
        .where(({ status }, { eq }) => eq(status, 'invited'))
        .commit(),
      ...(signature.telephone === undefined || signature.telephone === officeTelephone(member)
        ? []
        : [store.rows.member.patch({ member: member.member }).set({ telephone: signature.telephone }).commit()]),
      news(store, changeOf(membershipName(member.member, membership.year), by.at)),
    ],
    conflict: settledMeanwhile,
    thanks: {
      title: `${member.name} takes part in ${yearTitle(year)}`,
      paragraphs: [
        'We send you a mail with what happens next and when.',
        ...(plansReview
          ? [`You are asked for dates of your ${settings.name} in good time. Until then there is nothing to do.`]
          : []),
      ],
    },
  };
}

function declined(
  { member, membership, year }: MembershipContext,
  { reason }: { readonly reason: string },
  by: By,
  store: Store,
): Taken<Answer> {
  const { host } = memberWords(member);
  return {
    answer: { decision: 'decline', reason },
    outcome: { outcome: 'declined' },
    what: 'declined the agreement',
    effects: () => [
      store.rows.membership
        .patch({ member: member.member, year: membership.year })
        .set({ status: 'declined', reason, decidedAt: by.at })
        .where(({ status }, { eq }) => eq(status, 'invited'))
        .commit(),
      news(store, changeOf(membershipName(member.member, membership.year), by.at)),
    ],
    conflict: settledMeanwhile,
    thanks: {
      title: `Your ${host} does not take part in ${yearTitle(year)}`,
      paragraphs: [
        'Thank you for telling us and for the reason. We are sorry to see you go.',
        'You are welcome back at any time.',
      ],
    },
  };
}
