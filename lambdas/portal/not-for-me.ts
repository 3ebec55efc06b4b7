/** What follows when somebody says of a question that it is not for them. */

import { aboutToSend } from '../mail/send-mail.ts';
import { errorName } from '../platform/error-name.ts';
import { logger } from '../platform/logger.ts';
import { askInstead } from '../questions/ask-instead.ts';
import { deliver } from '../questions/deliver.ts';
import { linkInAudit } from '../questions/links.ts';
import { mailFor, type Wanted } from '../questions/mailer.ts';
import type { NoMailDeps } from '../questions/no-mail.ts';
import { askedOf, type OpenedLink } from '../questions/open-link.ts';
import { inReach } from '../questions/out-of-reach.ts';
import { type BoundQuestion, roleName } from '../questions/question.ts';
import { telephoneThem } from '../questions/reach.ts';
import { centralTeam } from '../questions/review-context.ts';
import { nextActionAt, scheduledStepsOf } from '../questions/schedule.ts';
import { settleItem } from '../questions/settle.ts';
import type { Person, WriteItem } from '../store/store.ts';

/**
 * Takes this one question from whoever the link was mailed to: it goes to the next contact; one that each answers for
 * themselves counts as unanswered; where there is nobody else it stays for the central team, without another mail to that
 * address. All else goes on as before. Whoever holds a forwarded link can say this too, so it is the central team that finds out
 * and says whether mail to the person ends.
 *
 * The link opens nothing from then on. What is said, who is asked now, and that the central team is about to be told are
 * one transaction. Mails that fail afterwards are for us to notice: the daily round sends the question's, and the list of
 * mails that were never sent shows the other.
 *
 * @returns whether it was taken; false when the question was answered, or went to somebody else, meanwhile.
 */
export async function takeFromReader(opened: OpenedLink, at: string, deps: NoMailDeps): Promise<boolean> {
  const { store } = deps;
  const { decision, link, bound } = opened;
  const person = await store.needPerson(link.person);
  const addressee = { ...bound.addressee, noMail: 'wrong-person' as const };
  // A link that only stands ready asks for nothing, so there is nothing to pass on.
  const reach = bound.standing
    ? ({ bound, nobody: true } as const)
    : await inReach({ ...bound, addressee }, askedOf(decision), deps);
  const told = await toCentralTeam(opened, person, reach.nobody ? undefined : reach.bound, deps);
  const begun = await aboutToSend(store, mailFor(decision.about, told, at));
  const said = [...saidByLink(opened, at, deps), begun.row];
  const what = `passed on the question, since somebody said by a link that it is not for ${person.person}`;
  const passing = () =>
    askInstead(
      {
        decision,
        bound: whyAsked(reach.bound, bound),
        named: 'passed-on',
        audit: { who: 'workflow', role: 'workflow', what, link: linkInAudit(link) },
        with: said,
        atOnce: false,
      },
      at,
      deps,
    );
  const taken = await (reach.nobody ? keepFromReader(opened, said, at, deps) : evenUnsent(passing, decision));
  if (!taken) return false;
  await evenUnsent(async () => {
    await deps.mailer.sendContent(decision.about, { ...told, begun: begun.begun }, at);
    return true;
  }, decision);
  return true;
}

/** What the link and the person's row keep of it. */
function saidByLink({ link }: OpenedLink, at: string, { store }: NoMailDeps): readonly WriteItem[] {
  return [
    store.rows.decisionLink
      .patch({ hash: link.hash })
      .set({ notMeAt: at })
      .where(({ notMeAt }, { notExists }) => notExists(notMeAt))
      .commit(),
    store.rows.person.patch({ person: link.person }).set({ notMeAt: at }).commit(),
  ];
}

/** Nobody else can answer: silence where that is what follows, or the question stays and its reader is mailed no more about it. */
async function keepFromReader(
  { decision, link, bound }: OpenedLink,
  said: readonly WriteItem[],
  at: string,
  deps: NoMailDeps,
): Promise<boolean> {
  const { store } = deps;
  const { about, decision: id, person, expiresAt } = decision;
  const schedule = scheduledStepsOf(decision).filter(({ act }) => act !== 'first-mail' && act !== 'remind');
  const silence = bound.unreachableIsSilence ? bound.silence(at) : undefined;
  const written = await store.write([
    silence
      ? settleItem(store, decision, silence.outcome, at)
      : store.rows.decision
          .patch({ about, decision: id })
          .set({ schedule, nextActionAt: nextActionAt(schedule, expiresAt), notFor: person })
          .composite({ queue: 'open', openFor: person })
          .where((row, { eq }) => `${eq(row.status, 'open')} AND ${eq(row.person, person)}`)
          .commit(),
    ...(silence?.effects?.() ?? []),
    ...said,
    store.rows.auditEntry
      .create({
        about,
        at,
        entry: `${id}.not-me.${person}`,
        who: 'workflow',
        role: 'workflow',
        what: `somebody said by a link that the question is not for ${person}, and there is nobody else to ask`,
        decision: id,
        link: linkInAudit(link),
      })
      .commit(),
  ]);
  const now = written.written && silence ? await store.decision(about, id) : undefined;
  // Where this fails, the row stays in the queue for the daily round.
  if (now) await deliver(store, deps.callbacks, now);
  return written.written;
}

const whyAsked = (bound: BoundQuestion, before: BoundQuestion): BoundQuestion => ({
  ...bound,
  mail: () => ({
    ...bound.mail(),
    whyYou: `You are asked because our mail to ${before.addressee.name} about this may have reached somebody else, and you are a contact of ${bound.hostName}. If that is wrong, reply to this mail.`,
  }),
});

async function toCentralTeam(
  { decision, link, bound }: OpenedLink,
  { name, person, email, member }: Person,
  now: BoundQuestion | undefined,
  deps: NoMailDeps,
): Promise<Wanted> {
  const works = member === undefined ? undefined : await deps.store.member(member);
  const where = works?.name ?? 'independent';
  return {
    message: `not-me.${decision.decision}.${linkInAudit(link)}`,
    kind: 'not-me',
    to: centralTeam(deps),
    content: {
      subject: `Does mail to ${name} reach somebody else? ${where}`,
      greeting: `Dear ${deps.centralTeam.name}`,
      firstLine: `Somebody who read our mail to ${name} has told us that it is not for them.`,
      paragraphs: [
        `That may be so, or they only have a link that was forwarded. So only this question has moved: ${whatNow(bound, now)}. All else still goes to ${name}.`,
        `Please find out. If it is so, press ‘Stop mail to them’ on the dashboard, where you find the school or trust, and import the right address. If ${name} still reads there, press ‘Mail is right’.`,
      ],
      facts: [
        { label: 'Question', value: `${bound.hostName}, “${bound.page().title}”` },
        { label: 'Person', value: `${name} (${person}), ${roleName[bound.addressee.role]}` },
        { label: 'Works at', value: member === undefined ? where : `${where} (${member})` },
        { label: 'Address', value: email },
      ],
      whyYou: 'The central team is told whenever somebody says that a mail is not for them.',
    },
  };
}

function whatNow({ unreachableIsSilence, standing, addressee }: BoundQuestion, now: BoundQuestion | undefined): string {
  if (standing) return 'it only stands ready, so nobody else is asked';
  if (now) return `${now.addressee.name} is asked now`;
  if (unreachableIsSilence) return 'it counts as unanswered, and the next person is asked';
  return `there is nobody else to ask, so please ${telephoneThem(addressee, { whom: `the ${roleName[addressee.role]}` })}`;
}

/** What was said is on record: a mail that fails is for us to notice, not for the person. */
async function evenUnsent(send: () => Promise<boolean>, { about, decision }: OpenedLink['decision']): Promise<boolean> {
  try {
    return await send();
  } catch (error) {
    const name = errorName(error);
    if (name !== 'MailNotSent') throw error;
    logger.error('A question was taken from its reader, but a mail about it did not go', {
      about,
      decision,
      error: name,
    });
    return true;
  }
}
