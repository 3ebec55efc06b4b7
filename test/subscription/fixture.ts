import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { emptyForm, type FormFields, type FormState } from '../../lambdas/pages/kit.ts';
import { type Mailer, makeMailer } from '../../lambdas/questions/mailer.ts';
import type { Asked, BoundQuestion, Notice, Question, Taken } from '../../lambdas/questions/question.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { putSettings } from '../support/settings.ts';

export const SCHOOL = '900001';
export const TRUST = 'trust-12';
export const ABOUT = `membership-2026-${SCHOOL}`;
/** The Monday on which the renewal for 2026 opens, 09:00 in London. */
export const OPENS = '2026-02-02T09:00:00.000Z';
/** Three days later. */
export const LATER = '2026-02-05T11:00:00.000Z';

/** The shipped settings, a school with its head, hub and hub manager, and a trust with its chief executive. */
export async function writeWorld(store: Store): Promise<void> {
  await putSettings(store);
  const { member, person, hub } = store.entities;
  await Promise.all([
    member
      .put({
        member: SCHOOL,
        kind: 'school',
        name: 'Hill View Primary School',
        phase: 'primary',
        hub: 'hub-1',
        head: 'head-1',
        standing: 'member',
      })
      .go(),
    member.put({ member: TRUST, kind: 'trust', name: 'Rivers Trust', head: 'chief-1', standing: 'member' }).go(),
    hub.put({ hub: 'hub-1', name: 'North', manager: 'manager-1' }).go(),
    person
      .put([
        {
          person: 'head-1',
          name: 'Alex Morgan',
          email: 'head@hillview.example',
          jobTitle: 'Headteacher',
          member: SCHOOL,
        },
        { person: 'chief-1', name: 'Kit Rowe', email: 'chief@rivers.example', member: TRUST },
        { person: 'manager-1', name: 'Jo Vale', email: 'jo@north.example' },
      ])
      .go(),
  ]);
}

export const changeMember = (
  store: Store,
  changes: Parameters<ReturnType<Store['entities']['member']['patch']>['set']>[0],
  member: string = SCHOOL,
) => store.entities.member.patch({ member }).set(changes).go();

export interface TestDeps {
  readonly store: Store;
  readonly mailer: Mailer;
  readonly centralTeam: { readonly name: string; readonly email: string };
  readonly portalOrigin: string;
  /** What SES took, by address. */
  readonly delivered: string[];
  /** Every notice that was to be sent, repeats included. */
  readonly notices: Notice[];
  /** SES refuses the next so many mails. */
  failing: number;
}

/** Deps whose mails really pass the message log and end in a list. */
export function testDeps(store: Store): TestDeps {
  const delivered: string[] = [];
  const notices: Notice[] = [];
  const state = { failing: 0 };
  const real = makeMailer({
    store,
    ses: {
      send: async (command: { input: { Destinations?: string[] } }) => {
        if (state.failing > 0) {
          state.failing -= 1;
          throw new Error('SES is away');
        }
        delivered.push(command.input.Destinations?.[0] ?? '');
        return { MessageId: `ses-${delivered.length}` };
      },
    } as never,
    settings: {
      senderAddress: 'reviews@charity.example',
      charityName: 'The Charity',
      centralTeamAddress: 'team@charity.example',
      configurationSet: 'test',
      urgentTelephone: '01632 960100',
      privacyAddress: 'https://reviews.example/privacy',
    },
  });
  const mailer: Mailer = {
    sendContent: real.sendContent,
    send(about, notice, at) {
      notices.push(notice);
      return real.send(about, notice, at);
    },
  };
  return Object.assign(state, {
    store,
    mailer,
    centralTeam: { name: 'colleagues', email: 'team@charity.example' },
    portalOrigin: 'https://reviews.example',
    delivered,
    notices,
  });
}

export const askedOf = (question: Question, changes: Partial<Asked> = {}): Asked => ({
  question: question.name,
  about: ABOUT,
  turn: 1,
  round: 1,
  at: OPENS,
  expiresAt: '2026-08-31T23:00:00.000Z',
  ...changes,
});

/** The text of a question's page, tags taken out, as somebody sees it who typed `values`. */
export function pageText(bound: BoundQuestion, form: FormState = emptyForm): string {
  return textOf(bound.page().body(form));
}

export const pageHtml = (bound: BoundQuestion, form: FormState = emptyForm): string =>
  renderToStaticMarkup(bound.page().body(form));

export const textOf = (node: ReactNode): string =>
  renderToStaticMarkup(node)
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ')
    .trim();

const AT = { person: 'head-1', role: 'host', at: LATER } as const;

/** The answer that a form gives; fails the test when the form is refused. */
export function takenOf(
  bound: BoundQuestion,
  fields: FormFields,
  answering: Parameters<BoundQuestion['read']>[1] = AT,
): Taken {
  const read = bound.read(fields, answering);
  if (!read.ok) throw new Error(`The form was refused: ${JSON.stringify(read.errors)}`);
  return read.taken;
}

/** What is wrong with a form, by field. */
export function errorsOf(
  bound: BoundQuestion,
  fields: FormFields,
  answering: Parameters<BoundQuestion['read']>[1] = AT,
): Readonly<Record<string, string>> {
  const read = bound.read(fields, answering);
  return read.ok ? {} : read.errors;
}
