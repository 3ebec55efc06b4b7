import type { MailContent } from '../mail/content.ts';
import type { WaitingSince } from '../mail/waiting.ts';
import type { AllToldTogether } from '../questions/morning-mail.ts';
import type { Addressee } from '../questions/question.ts';
import { greeting } from '../questions/question-mail.ts';
import type { Message } from '../store/store.ts';
import { capitalised, inWords } from '../text/few-in-words.ts';

/** Something that waited for the morning and is told today. */
export interface Waited {
  readonly mail: Message;
  readonly waits: WaitingSince;
  readonly to: Addressee;
}

const LISTED = new Intl.ListFormat('en-GB');

/**
 * Several things that one reader is told in one mail: how many of each kind, what is to be done about them, then each with its review or
 * school and what there is to say of it.
 *
 * @param told all of one reader.
 */
export function severalInOne(told: readonly [Waited, ...Waited[]], all: AllToldTogether): MailContent {
  const [{ to }] = told;
  const kinds = Object.entries(all).flatMap(([name, kind]) => {
    const its = told.filter(({ waits }) => waits.as === name).map(({ waits }) => waits.line);
    return its.length === 0 ? [] : [{ kind, its: its.toSorted((a, b) => a.text.localeCompare(b.text, 'en')) }];
  });
  const where = whereOf(told);
  const said = (as: 'subject' | 'sentence') =>
    kinds.map(({ kind, its }, index) => kind[as](inWords(its.length), index === 0 ? where : '', its.length === 1));
  return {
    subject: capitalised(LISTED.format(said('subject'))),
    greeting: greeting(to),
    firstLine: said('sentence').map(capitalised).join(' '),
    paragraphs: kinds.map(({ kind }) => kind.advice),
    lists: kinds.map(({ kind, its }) => ({ title: kind.heading, entries: its })),
    whyYou: WHY[to.role === 'hub-manager' ? 'hub-manager' : 'central-team'],
  };
}

/** Somebody may manage two hubs. */
function whereOf(told: readonly Waited[]): string {
  const hubs = new Set(told.flatMap(({ waits }) => waits.hub ?? []));
  if (hubs.size === 0) return '';
  return hubs.size === 1 ? ' in your hub' : ' in your hubs';
}

const WHY: Readonly<Record<'hub-manager' | 'central-team', string>> = {
  'hub-manager': 'You get this mail because these schools belong to a hub that you manage.',
  'central-team': 'You get this mail because the central team is told of every such change.',
};
