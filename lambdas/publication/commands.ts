import type { Steered } from '../commands/command.ts';
import { refused } from '../commands/command.ts';
import { auditItems, CHANGED_NOW } from '../commands/record.ts';
import type { SetsAudiences } from '../commands/set-audience.ts';
import { aboutToSend } from '../mail/send-mail.ts';
import { hostWords } from '../members/host-words.ts';
import { ownerToday } from '../members/lineage.ts';
import { errorName } from '../platform/error-name.ts';
import { logger } from '../platform/logger.ts';
import { mailFor, wantedOf } from '../questions/mailer.ts';
import { isHeadOf } from '../questions/offices.ts';
import type { Notice } from '../questions/question.ts';
import { addresseeOf, noMailOf } from '../questions/review-context.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { Person, Review, Store } from '../store/store.ts';
import { choiceInWords, choiceNow } from './audience-fields.tsx';
import { changeAudience } from './change-audience.ts';

type SetAudience = SetsAudiences['reports']['setAudience'];

/**
 * Changes who may see a final report as its host's head has asked in writing. Its head of today is told: that they are is on record
 * with the change, so that the daily round tells them where this call broke off.
 */
const setAudience: SetAudience = async (call, context) => {
  const { store, mailer } = context;
  const { about, audience: choice, at } = call.input;
  const review = await store.needReview(about);
  const settings = await loadSettings(store, review.year, review.programme, review.settingsVersion);
  const owner = { host: review.hostKind, hub: review.hub };
  if (choice === 'hub' && review.hub === undefined) return refused(`${review.hostName} belongs to no hub.`);
  const now = choiceNow(review, settings.publication.silence);
  const inWords = choiceInWords(choice, owner);
  if (choice === now) return refused(`It is so already. The head reads of it: ‘${inWords}.’`);

  const head = await headOf(review, store);
  const notice = head && noticeTo(head, review, inWords, choice === 'withdrawn', at);
  const begun = notice && (await aboutToSend(store, mailFor(about, wantedOf(notice), at)));
  const written = await store.write([
    ...changeAudience(store, review, { choice }, at),
    ...auditItems(store, call, { what: `changed who may see the report, as its head has asked: ${choice}` }),
    ...(begun ? [begun.row] : []),
  ]);
  if (!written.written) return refused(CHANGED_NOW);
  if (notice) {
    await mailer.send(about, notice, at, begun?.begun).catch((error: unknown) => {
      logger.error('A mail about a changed audience did not go; the daily round sends it', {
        about,
        error: errorName(error),
      });
    });
  }
  return done(review, choice, head);
};

/** What the central team does with reports, for whoever carries out its commands. */
export const reportCommands: SetsAudiences['reports'] = { setAudience };

/** Whoever leads the host today and can be mailed. */
async function headOf(review: Review, store: Store): Promise<Person | undefined> {
  const owner = await ownerToday(store, review);
  const head = owner?.head === undefined ? undefined : await store.person(owner.head);
  return head && isHeadOf(owner, head) && noMailOf(head) === undefined ? head : undefined;
}

function done({ about }: Review, choice: string, head: Person | undefined): Steered {
  const told = head ? 'Its head is told by mail.' : 'No mail reaches its head, so please tell them.';
  const is = choice === 'hub' ? 'shared with the hub' : choice;
  return { done: true, sentence: `The report of ${about} is ${is} now. ${told}` };
}

function noticeTo(head: Person, review: Review, inWords: string, isWithdrawn: boolean, at: string): Notice {
  const { hostName, programme } = review;
  const { leader, host } = hostWords(review);
  return {
    to: addresseeOf(head, 'host', review.hub),
    kind: `audience-set.${at}`,
    subject: `Who may see your report: ${programme} at ${hostName}`,
    firstLine: `As your ${host} has asked, we have changed who may see the report of its review.`,
    paragraphs: [
      `${inWords}.`,
      ...(isWithdrawn ? [`If your ${host} published the report itself, take it down there too.`] : []),
      'The report belongs to you: if you did not ask for this, or want it otherwise, reply to this mail, or change it yourself by the link of your last mail about the report. Our page for fresh links mails you another one at any time.',
    ],
    whyYou: `You get this mail because you are the ${leader} of ${hostName}, and the report belongs to it.`,
  };
}
