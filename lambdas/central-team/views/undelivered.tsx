import { isReview } from '../../questions/is-review.ts';
import { mailsFailedSince, reviewsNamed } from '../../store/network-reads.ts';
import type { Message } from '../../store/store.ts';
import { Rows } from '../markup.tsx';
import { HostLink, namesOf } from '../questions-table.tsx';
import type { ViewRequest } from '../request.ts';
import type { View, ViewDeps } from '../view.ts';
import { counted, hostOf, onDay, onDayAndTime } from '../words.ts';

/** More than this many at once is a failure of the mail as a whole, which the alarm of the bounces tells of. */
const MOST = 50;

/** After an hour a mail that Amazon has not taken is stuck; steps try again for minutes at most. */
const STUCK_AFTER_MS = 3_600_000;

/** Mails that came back, were complained about, or were never sent, the latest first; one more than are shown. */
export async function undeliveredMails(request: ViewRequest, deps: ViewDeps): Promise<readonly Message[]> {
  const before = new Date(Date.parse(request.at) - STUCK_AFTER_MS).toISOString();
  const [failed, unsent] = await Promise.all([
    mailsFailedSince(deps.store, request.since, MOST + 1),
    deps.store.unsentMessages(before, MOST + 1),
  ]);
  return [...failed, ...unsent].toSorted((a, b) => b.at.localeCompare(a.at));
}

/** Mails that did not reach the person they were for. */
export const undelivered: View = async (request, deps) => {
  const all = await undeliveredMails(request, deps);
  const since = onDay(request.since);
  if (all.length === 0) return <p>Every mail since {since} was delivered, or is on its way.</p>;
  const rows = all.slice(0, MOST);
  const [names, lines] = await Promise.all([
    namesOf(
      deps.store,
      rows.map(({ person }) => person),
    ),
    reviewsNamed(deps.store, rows.map(({ about }) => about).filter(isReview)),
  ]);
  const hosts = new Map(lines.map(({ about, hostName }) => [about, hostName]));
  return (
    <>
      <p>
        {all.length > MOST ? `The latest ${MOST} mails` : counted(all.length, 'mail')} that did not reach their person
        since {since}. {all.length > MOST && 'There are more: choose a shorter time range. '}Ask the school for the
        right address and bring it in with the corrected file of people; then remind.
      </p>
      <Rows
        columns={['Mail of', 'To', 'What', 'About', 'What happened']}
        rows={rows.map((mail) => ({
          key: `${mail.about}/${mail.message}`,
          cells: [
            onDayAndTime(mail.at),
            mail.person === 'central-team' ? 'the central team' : (names.get(mail.person) ?? 'somebody unknown'),
            mail.kind.replaceAll(/[-.]/g, ' '),
            <About key="about" mail={mail} hosts={hosts} request={request} deps={deps} />,
            <span key="failure" className="pr-bad">
              {whatHappened(mail)}
            </span>,
          ],
        }))}
      />
    </>
  );
};

function About(props: {
  readonly mail: Message;
  readonly hosts: ReadonlyMap<string, string>;
  readonly request: ViewRequest;
  readonly deps: ViewDeps;
}) {
  const { about } = props.mail;
  if (about.startsWith('person-')) return 'several questions';
  return <HostLink {...props} about={about} hostName={props.hosts.get(about) ?? hostOf(about)} />;
}

/** What became of a mail, in words; the code behind it is in the runbook. */
export function whatHappened({ status, failure = '' }: Pick<Message, 'status' | 'failure'>): string {
  if (status === 'sending') return 'was never sent: Amazon did not take it';
  if (status === 'complained') return 'was marked as spam; nothing more is sent to this address';
  if (status === 'bounced') {
    if (failure.startsWith('permanent')) return 'the address does not exist, or refuses us for good';
    if (failure.startsWith('transient')) return 'the mailbox could not take it, such as one that is full';
    return 'came back';
  }
  if (status === 'not-sent') return 'was not sent, since mails to this person come back';
  return status;
}
