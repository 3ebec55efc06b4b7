/** A review whose visit is over, with its people, in a table; and a way to ask and answer as the workflow does. */

import type { MailContent } from '../../lambdas/mail/content.ts';
import type { FormFields } from '../../lambdas/pages/kit.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { type AskingDeps, ask } from '../../lambdas/questions/ask.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import type { Asked, Outcome, Question } from '../../lambdas/questions/question.ts';
import type { ProgrammeSettings } from '../../lambdas/settings/programme-settings.ts';
import { reviewClock } from '../../lambdas/settings/review-clock.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import type { Store } from '../../lambdas/store/store.ts';

export const DAY1 = '2027-01-12';
/** A Monday after the visit, in working hours. */
export const AT = '2027-01-18T10:00:00.000Z';

const files = readSettingsFiles();

/** What the year 2026 prescribes for a programme, as its file has it. */
export function settingsOf(programme: 'QAR' | 'TPR'): ProgrammeSettings {
  const settings = files.programmes.find((row) => row.programme === programme && row.year === '2026');
  if (!settings) throw new Error(`There is no file for ${programme} 2026.`);
  return settings;
}

export const qar = settingsOf('QAR').report.framework;
export const tpr = settingsOf('TPR').report.framework;

export interface World {
  readonly store: Store;
  readonly about: string;
  readonly deps: AskingDeps & { readonly charityName: string };
  /** Every mail that went, oldest first. */
  readonly mails: { message: string; to: string; content: MailContent }[];
  /** What the workflow was told. */
  readonly delivered: Outcome[];
}

/** Writes a review with host, hub manager, lead reviewer and two reviewers into an empty table. */
export async function writtenReview(store: Store, programme: 'QAR' | 'TPR' = 'QAR'): Promise<World> {
  const settings = settingsOf(programme);
  const host = programme === 'TPR' ? 'trust-1' : '100183';
  const about = `${programme.toLowerCase()}-2026-${host}`;
  const { entities } = store;
  await entities.programmeSettings.create({ year: '2026', programme, version: '001', settings }).go();
  await entities.hub.create({ hub: 'hub-1', name: 'Riverside', manager: 'manager' }).go();
  await entities.member
    .create({
      member: host,
      kind: settings.hostKind,
      name: programme === 'TPR' ? 'Hill View Trust' : 'Hill View Primary School',
      standing: 'member',
      head: 'head',
      hub: 'hub-1',
    })
    .go();
  for (const [person, member] of [
    ['head', host],
    ['lead', undefined],
    ['reviewer-1', '100200'],
    ['reviewer-2', '100300'],
    ['manager', undefined],
  ] as const) {
    await entities.person
      .create({ person, name: `Sample ${person}`, email: `${person}@example.org`, ...(member && { member }) })
      .go();
  }
  await entities.review
    .create({
      about,
      programme,
      year: '2026',
      settingsVersion: '001',
      host,
      hostKind: settings.hostKind,
      hostName: programme === 'TPR' ? 'Hill View Trust' : 'Hill View Primary School',
      hub: 'hub-1',
      ...(programme === 'QAR' && { phase: 'primary' as const }),
      stage: 'visit',
      status: 'under-way',
      week: '2027-01-11',
      startsOn: '2026-07-13',
      day1: DAY1,
      turn: 1,
      executions: 1,
      clock: reviewClock(DAY1, settings),
      stages: { visit: { from: DAY1 } },
    })
    .go();
  await seat(store, about, 'lead', 'lead');
  await seat(store, about, 'seat-1', 'reviewer-1', '100200');
  await seat(store, about, 'seat-2', 'reviewer-2', '100300');
  return { store, about, ...makeDeps(store) };
}

async function seat(store: Store, about: string, name: string, person: string, organisation?: string): Promise<void> {
  const { entities } = store;
  const kind = name === 'lead' ? 'lead' : 'reviewer';
  const common = {
    about,
    seat: name,
    person,
    personName: `Sample ${person}`,
    kind,
    ...(organisation && { organisation }),
  } as const;
  await entities.seat.create({ ...common, status: 'filled' }).go();
  await entities.placement
    .create({
      ...common,
      // As the team's stage writes it for those who belong to no member.
      organisation: organisation ?? 'independent',
      turn: 1,
      status: 'accepted',
      host: about.split('-').slice(2).join('-'),
      year: '2026',
      day1: DAY1,
      invitedAt: '2026-10-20T09:00:00.000Z',
    })
    .go();
  for (const day of [DAY1, '2027-01-13', '2027-01-14']) await entities.personDay.create({ person, day, about }).go();
}

/** @param been what had been sent and delivered before. */
export function makeDeps(
  store: Store,
  been: Pick<World, 'mails' | 'delivered'> = { mails: [], delivered: [] },
): Pick<World, 'deps' | 'mails' | 'delivered'> {
  const mails = [...been.mails];
  const delivered = [...been.delivered];
  // As the real one: each message once, and a record of it.
  const send = async (about: string, message: string, to: string, content: MailContent, at: string) => {
    if (mails.some((mail) => mail.message === message)) return;
    mails.push({ message, to, content });
    await store.entities.message.upsert({ about, message, kind: 'test', person: to, status: 'sent', at }).go();
  };
  const deps: World['deps'] = {
    store,
    charityName: 'The Example Partnership',
    centralTeam: { name: 'colleagues', email: 'team@example.org' },
    portalOrigin: 'https://portal.example',
    callbacks: {
      async deliver(_token, outcome) {
        delivered.push(outcome);
        return 'delivered';
      },
    },
    mailer: {
      send: (about, notice, at) =>
        send(about, `${notice.kind}.${notice.to.person}`, notice.to.person, { ...notice, facts: notice.facts }, at),
      sendContent: (about, { message, to, content }, at) => send(about, message, to.person, content, at),
    },
  };
  return { deps, mails, delivered };
}

export const asking = (world: World, question: Question, more: Partial<Asked> = {}): Asked => ({
  question: question.name,
  about: world.about,
  turn: 1,
  round: 1,
  at: AT,
  expiresAt: '2027-03-01T17:00:00.000Z',
  ...more,
});

/** Asks, follows the link of the mail, and gives what a browser needs. */
export async function askAndOpen(world: World, question: Question, more: Partial<Asked> = {}) {
  await ask(question, asking(world, question, more), 'token', world.deps);
  const href = world.mails.at(-1)?.content.button?.href ?? '';
  const open = async () => {
    const opened = await openLink(href.split('/').at(-1), world.deps, () => question, AT);
    if (!opened) throw new Error(`No question behind the link of '${question.name}'.`);
    return opened;
  };
  return {
    open,
    send: async (fields: FormFields, at = AT) => answer(await open(), fields, at, world.deps),
  };
}

/** Asks and answers at once; gives the outcome that the workflow was told. */
export async function askAndAnswer(
  world: World,
  question: Question,
  fields: FormFields,
  more: Partial<Asked> = {},
): Promise<Outcome> {
  const { send } = await askAndOpen(world, question, more);
  const answered = await send(fields);
  if (answered.kind !== 'recorded') throw new Error(`'${question.name}' was not recorded: ${JSON.stringify(answered)}`);
  const outcome = world.delivered.at(-1);
  if (!outcome) throw new Error('The workflow was told nothing.');
  return outcome;
}

/** Lets the question's time pass; gives the outcome of silence. */
export async function letExpire(world: World, question: Question, more: Partial<Asked> = {}): Promise<Outcome> {
  const asked = asking(world, question, more);
  await ask(question, asked, 'token', world.deps);
  await ask(question, { ...asked, at: asked.expiresAt }, 'token-2', world.deps);
  const outcome = world.delivered.at(-1);
  if (!outcome) throw new Error('The workflow was told nothing.');
  return outcome;
}

/** A filled draft form of a QAR. */
export const qarFields: FormFields = {
  'cover.head-role': 'Headteacher',
  'cover.last-review': 'January 2026',
  'cover.last-inspection': 'March 2024',
  context: 'A two-form entry primary school.\nPupils come from many places.',
  'www.leadership': '- Leaders know their school.\n- Subject leaders coach each other.',
  'ebi.leadership': 'Middle leaders looked at work across years.\nGovernors saw more of it.',
  'www.provision-and-outcomes': 'Reading is taught with care.',
  'ebi.provision-and-outcomes': 'Writing had more time.',
  'www.disadvantaged-and-additional-needs': 'Support is precise.',
  'ebi.disadvantaged-and-additional-needs': '',
  'estimate.leadership': 'leading',
  'estimate.provision-and-outcomes': 'effective',
  'estimate.disadvantaged-and-additional-needs': 'effective',
  'estimate.overall': 'effective',
  'area.standing': 'accredited',
  'area.title': 'Early reading',
  'area.why': 'Every pupil reads daily.',
  'area.evidence': 'Lessons seen in all classes.',
  'area.contact': 'Reading lead',
  'area.earlier': '',
  support: 'Examples of writing moderation.',
};

/** A filled draft form of a TPR. */
export const tprFields: FormFields = {
  'cover.head-role': 'Chief executive',
  'focus-challenge': 'Keeping teachers.',
  context: 'Nine schools in two towns.',
  'www.focus-challenge': 'Schools share their training days.',
  'ebi.focus-challenge': 'New teachers met across schools.',
  'next-steps.focus-challenge': 'Plan three meetings for the next term.',
  support: '',
};
