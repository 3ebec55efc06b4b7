import { isGivenUp } from '../../mail/message-log.ts';
import { waitingOf } from '../../mail/waiting.ts';
import type { AuditEntry, Message } from '../../store/store.ts';
import { Rows } from '../markup.tsx';
import { wantedBy, whoIsAsked } from '../question-words.ts';
import { whatHappened } from '../views/undelivered.tsx';
import { onDayAndTime } from '../words.ts';

/** The audit as far as it is shown; the table keeps all of it. */
export const AUDIT_SHOWN = 40;
/** A review of four rounds has some 80 mails. */
export const MAILS_SHOWN = 200;

type Names = ReadonlyMap<string, string>;

const nameOf = (person: string, names: Names): string =>
  person === 'central-team' ? 'the central team' : (names.get(person) ?? person);

/** Who did what and when, the latest first, folded away. */
export function Audit(props: { readonly entries: readonly AuditEntry[]; readonly names: Names }) {
  const { entries, names } = props;
  if (entries.length === 0) return null;
  return (
    <details>
      <summary>
        Who did what{entries.length >= AUDIT_SHOWN ? `: the latest ${AUDIT_SHOWN} entries` : ` (${entries.length})`}
      </summary>
      <Rows
        columns={['When', 'Who', 'What', 'Why']}
        rows={entries.map((entry) => ({
          key: `${entry.at} ${entry.entry}`,
          cells: [
            onDayAndTime(entry.at),
            `${nameOf(entry.who, names)} (${whoIsAsked(entry.role)})`,
            [entry.what, entry.decision && wantedBy(entry.decision.split('.')[0] ?? '')].filter(Boolean).join(': '),
            entry.reason ?? '',
          ],
        }))}
      />
    </details>
  );
}

/** What became of a mail that did not fail. */
function becameOf(mail: Message): string {
  // One that an earlier release has sent still has what it waited with.
  if (mail.status !== 'sending') return mail.status;
  if (waitingOf(mail) !== undefined) return 'goes that morning';
  if (mail.toldIn !== undefined) return 'told in one mail with others';
  return isGivenUp(mail) ? 'not needed any more' : mail.status;
}

/** Every mail and what became of it, the latest first, folded away unless one of them failed. */
export function Mails(props: { readonly mails: readonly Message[]; readonly names: Names }) {
  const mails = props.mails.toSorted((a, b) => b.at.localeCompare(a.at));
  if (mails.length === 0) return null;
  const failed = mails.filter(({ status }) => status === 'bounced' || status === 'complained').length;
  return (
    <details open={failed > 0}>
      <summary>
        Mails{mails.length >= MAILS_SHOWN ? `: ${MAILS_SHOWN} of them` : ` (${mails.length})`}
        {failed > 0 && <span className="pr-bad">, {failed} not delivered</span>}
      </summary>
      <Rows
        columns={['When', 'To', 'What', 'What became of it']}
        rows={mails.map((mail) => ({
          key: mail.message,
          cells: [
            onDayAndTime(mail.at),
            nameOf(mail.person, props.names),
            mail.kind.replaceAll(/[-.]/g, ' '),
            mail.status === 'bounced' || mail.status === 'complained' ? (
              <span key="failed" className="pr-bad">
                {whatHappened(mail)}
              </span>
            ) : (
              becameOf(mail)
            ),
          ],
        }))}
      />
    </details>
  );
}
