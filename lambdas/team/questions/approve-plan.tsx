import * as z from 'zod';
import { Paragraph } from '../../pages/kit.ts';
import { SHARED_BY } from '../../programmes/programmes.ts';
import { defineQuestion } from '../../questions/define-question.ts';
import { decisionId, type QuestionMail, type Taken } from '../../questions/question.ts';
import { centralTeam, dueBefore } from '../../questions/review-context.ts';
import { loadSettings, loadYear } from '../../settings/load-settings.ts';
import { termTitle } from '../../settings/terms.ts';
import { namesInPools } from '../../store/season-reads.ts';
import { NotInTable, type Store, type TermPlan, type WriteItem } from '../../store/store.ts';
import { plannedTeams, readTermPlan, seasonParts } from '../../store/term-plan-reads.ts';
import { questionFacts } from '../question-facts.ts';
import { approvalEnds } from '../term-plan/approval-ends.ts';
import { type PlanAnswer, PlanFields, type PlanForm, readPlanForm } from '../term-plan/plan-form.tsx';
import { placesOf } from '../term-plan/plan-map.tsx';
import { PlanInWords, type ShownPlan } from '../term-plan/plan-page.tsx';
import { planSent, preferencesInWords } from '../term-plan/plan-sent.tsx';
import { type PlanTotals, totalsOf } from '../term-plan/plan-totals.ts';
import { costInWords, emptyInWords, howGood, reciprocityInWords, seatsInWords } from '../term-plan/plan-words.ts';
import { plannedTeamOf } from '../term-plan/planned-team.ts';
import { documentOf } from '../term-plan/season-document.ts';
import { keptPreference, preferencesOf } from '../term-plan/season-rows.ts';

const Answer = z.discriminatedUnion('decision', [
  z.object({ decision: z.enum(['approve', 'leave']) }),
  z.object({
    decision: z.literal('again'),
    added: z.number(),
    takenBack: z.number(),
    wishes: z.array(z.string()),
  }),
]);
type Answer = z.infer<typeof Answer>;

/** 'approve-plan.1.3' is about the third plan of its term plan. */
export const approvePlan = defineQuestion(questionFacts, 'approve-plan', {
  answer: Answer,
  async bind(asked, { store, centralTeam: team }) {
    const { about, round: plan } = asked;
    const termPlan = await readTermPlan(store, about);
    const totals = termPlan && totalsOf(termPlan);
    if (!termPlan || !totals) throw new NotInTable('plan of the matching round', about);
    const isNewest = termPlan.plans === plan;
    const [own, settings, year, rows, people, parts] = await Promise.all([
      // A plan that waits has no answer to be read back.
      isNewest && termPlan.status === 'planned' ? undefined : store.decisionAsFirstRead(about, decisionId(asked)),
      loadSettings(store, termPlan.year, SHARED_BY),
      loadYear(store, termPlan.year),
      isNewest ? plannedTeams(store, about, plan) : [],
      isNewest ? namesInPools(store) : [],
      isNewest ? seasonParts(store, about, plan, false) : [],
    ]);
    const term = year.terms.find((one) => one.term === termPlan.term);
    const title = term ? termTitle(term) : termPlan.term;
    const names = new Map(people.map(({ person, name }) => [person, name]));
    const shown: ShownPlan = {
      totals,
      teams: rows.map((row) => ({ review: row.review, day1: row.day1, team: plannedTeamOf(row) })),
      nameOf: (person) => names.get(person) ?? person,
      places: parts.length === 0 ? { hosts: [], journeys: [] } : placesOf(documentOf(parts)),
    };
    const form = formOf(termPlan, shown, people, settings.matching.maxPlans);
    const answered = Answer.safeParse(own?.answer).data;
    const kept = answered?.decision === 'again' ? answered.wishes : [];
    const preferences = await preferencesInWords(store, kept, preferencesOf(termPlan));
    const asksStill = isNewest || answered !== undefined;
    return {
      addressee: centralTeam({ centralTeam: team }),
      hostName: `The ${title}`,
      dueAt: dueBefore(approvalEnds(settings, year, asked.at), asked),
      reminderSettings: settings,
      breaks: year.termBreaks,
      mail: () => mail(title, totals),
      page: () => ({
        title: asksStill ? 'Will you approve this plan of teams?' : 'There is a newer plan',
        caption: `Teams of the ${title}`,
        ...(isNewest ? { binding: true as const, button: 'Send' } : { nothingToAnswer: true }),
        body: (state) =>
          isNewest ? (
            <>
              {/* The page to check before sending is about the answer alone. */}
              {!state.gather && <PlanInWords plan={shown} />}
              <PlanFields form={state} plan={form} />
            </>
          ) : (
            <Paragraph>{NEWER}</Paragraph>
          ),
      }),
      read(fields, { at }) {
        if (!isNewest) return { ok: false, errors: { decision: NEWER } };
        const read = readPlanForm(fields, form, at);
        return read.ok ? { ok: true, taken: taken(store, termPlan, title, read.value, at) } : read;
      },
      silence: (at) => ({
        outcome: { outcome: 'left', plan },
        effects: () =>
          isNewest && termPlan.status === 'planned' ? [settle(store, termPlan, { status: 'left', decidedAt: at })] : [],
      }),
      said: ({ decision }) => inWords[decision],
      sent: ({ decision }) => planSent(decision, preferences),
    };
  },
});

const NEWER =
  'There is a newer plan of these teams, so this one can no longer be approved. Open the link in the latest mail about them.';

const inWords: Readonly<Record<PlanAnswer['decision'], string>> = {
  approve: 'The plan was approved.',
  again: 'The teams were planned again.',
  leave: 'The plan was left, and the teams are formed one by one.',
};

function formOf(
  termPlan: TermPlan,
  { totals, teams }: ShownPlan,
  people: PlanForm['people'],
  maxPlans: number,
): PlanForm {
  const not = (why: string) => (one: { readonly review: string; readonly hostName: string }) => ({ ...one, not: why });
  return {
    preferences: preferencesOf(termPlan),
    people,
    reviews: [
      ...teams.map(({ review, team }) => ({ review, hostName: team.hostName })),
      ...totals.undated.map(not('has no dates yet, so it is not planned')),
      ...totals.begun.map(not('is not planned here, since people are being asked for it already')),
    ],
    ...(termPlan.plans >= maxPlans && {
      noMore: `These teams have been planned ${maxPlans} times, which is the most. Approve the plan or leave it`,
    }),
  };
}

function mail(title: string, totals: PlanTotals): QuestionMail {
  return {
    subject: `Please approve: the plan of teams of the ${title}`,
    firstLine: `The teams of the ${title} are planned: who leads and who goes on which review.`,
    paragraphs: ['Nobody has been asked yet. Approve the plan, have it made again with changes, or leave it.'],
    facts: [
      { label: 'Planned', value: seatsInWords(totals) },
      { label: 'Empty seats', value: emptyInWords(totals) },
      { label: 'How good it is', value: `${howGood(totals)}: ${costInWords(totals)}` },
      { label: 'Placements', value: reciprocityInWords(totals) },
    ],
    button: 'Look at the plan',
    whyYou: 'You are asked because the central team approves who goes on which review.',
  };
}

/** Refused unless the plan that was looked at still waits for its answer. */
const settle = (
  store: Store,
  { about, plans }: TermPlan,
  change: Partial<Pick<TermPlan, 'status' | 'decidedAt' | 'wishes'>>,
): WriteItem =>
  store.rows.matchingRound
    .patch({ about })
    .set(change)
    .where((row, { eq }) => `${eq(row.plans, plans)} AND ${eq(row.status, 'planned')}`)
    .commit();

function taken(store: Store, termPlan: TermPlan, title: string, answer: PlanAnswer, at: string): Taken<Answer> {
  const { plans: plan } = termPlan;
  const conflict = () => ({
    sentence: 'This plan has been settled meanwhile, or there is a newer one. Open the latest mail.',
  });
  if (answer.decision === 'again') {
    const { preferences, added, takenBack } = answer;
    return {
      // Names nobody: who is meant stands with the term plan.
      answer: {
        decision: 'again',
        added,
        takenBack,
        wishes: preferences.map(keptPreference),
      },
      outcome: { outcome: 'plan-again', plan },
      what: `had plan ${plan} made again: ${added} changes, ${takenBack} taken back`,
      effects: () => [settle(store, termPlan, { status: 'planning', wishes: [...preferences] })],
      thanks: {
        title: 'The teams are planned again',
        paragraphs: ['You get a mail with the new plan within minutes.'],
      },
      conflict,
    };
  }
  const approved = answer.decision === 'approve';
  return {
    answer: { decision: answer.decision },
    outcome: { outcome: approved ? 'approved' : 'left', plan },
    what: approved ? `approved plan ${plan}` : `left plan ${plan}`,
    effects: () => [settle(store, termPlan, { status: approved ? 'approved' : 'left', decidedAt: at })],
    thanks: approved
      ? {
          title: 'The plan is approved',
          paragraphs: [`People are asked in time before each review of the ${title}, in the order of the plan.`],
        }
      : { title: 'The plan is left', paragraphs: [`The teams of the ${title} are formed one by one.`] },
    conflict,
  };
}
