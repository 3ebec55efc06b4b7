import { describe, expect, it } from 'vitest';
import { addDays, mondayOf } from '../../../lambdas/calendar/dates.ts';
import { londonDateAndTime } from '../../../lambdas/calendar/london.ts';
import { workingDayAtOrAfter } from '../../../lambdas/calendar/working-days.ts';
import { waitsForNobody } from '../../../lambdas/central-team/question-words.ts';
import { idOfTag } from '../../../lambdas/mail/message-tags.ts';
import { wasTakenBack } from '../../../lambdas/questions/settle.ts';
import type { Decision } from '../../../lambdas/store/store.ts';
import type { Mail } from '../../../local/inbox/mail.ts';
import type { Season } from '../support/season.ts';

/** A school whose head answers nothing: see silence.ts. */
const SILENT_HOST = '900003';

interface DigestMail {
  readonly mail: Mail;
  readonly at: string;
  /** The Monday of the week it tells of. */
  readonly monday: string;
  /** 'central-team', or a hub's id. */
  readonly reader: string;
}

/** What the Mondays of a whole season said. */
export function checkDigests(season: () => Season): void {
  const digests = (): readonly DigestMail[] =>
    season()
      .stack.inbox.messages()
      .flatMap((mail) => {
        const [kind, monday = '', reader = ''] = idOfTag(mail.tags.message ?? '').split('.');
        return kind === 'weekly-digest' ? [{ mail, monday, reader, at: new Date(mail.at).toISOString() }] : [];
      });

  describe('the digests of the season', () => {
    it('come at seven on the first working day of a week, to each reader once', () => {
      const all = digests();
      expect(all.length).toBeGreaterThan(100);
      for (const { at, monday } of all) {
        expect(londonDateAndTime(at)).toEqual({ date: workingDayAtOrAfter(monday), time: '07:00' });
      }
      const keys = all.map(({ monday, reader }) => `${monday} ${reader}`);
      expect(new Set(keys).size).toBe(keys.length);
      expect(all.filter(({ monday, at }) => monday !== mondayOf(at.slice(0, 10)))).toEqual([]);
      // Monday 25 May 2026 is a bank holiday.
      expect(all.some(({ at }) => at.startsWith('2026-05-26'))).toBe(true);
    });

    it('tell the central team on every Monday of exactly those answers that were late then', async () => {
      const asked = await everythingAsked(season());
      const central = new Map(digests().flatMap((one) => (one.reader === 'central-team' ? [[one.monday, one]] : [])));
      let told = 0;
      for (let monday = '2026-02-09'; monday < '2027-02-08'; monday = addDays(monday, 7)) {
        const digest = central.get(monday);
        const at = digest?.at ?? `${workingDayAtOrAfter(monday)}T07:00:00.000Z`;
        const late = asked.filter((row) => isLate(row, at));
        const certain = late.filter((row) => !wasTakenBack(row)).length;
        const said = Number(/^Late: (\d+)$/m.exec(digest?.mail.text ?? '')?.[1] ?? 0);
        expect({ monday, said: said >= certain && said <= late.length, certain, of: said }).toMatchObject({
          said: true,
        });
        told += said;
      }
      expect(told).toBeGreaterThan(20);
    });

    it('tell of a silent head, with the date, the central team and the hub’s manager and no other', async () => {
      const host = await season().store.needMember(SILENT_HOST);
      const report = await season().store.decision(`qar-2026-${SILENT_HOST}`, 'agree-report.1.1.host');
      const line = `${host.name}: agreement to the report`;
      const telling = digests().filter(({ mail }) => mail.text?.includes(`- ${line}`));
      expect(report?.status).toBe('expired');
      expect(new Set(telling.map(({ reader }) => reader))).toEqual(new Set(['central-team', host.hub]));
      for (const { mail, at } of telling) {
        expect(at > (report?.dueAt ?? '')).toBe(true);
        expect(mail.text).toMatch(new RegExp(`- ${line}\n {2}the head, late since`));
      }
      const others = digests().filter(({ reader }) => reader !== 'central-team' && reader !== host.hub);
      expect(others.length).toBeGreaterThan(10);
      expect(others.filter(({ mail }) => mail.text?.includes(host.name))).toEqual([]);
    });

    it('hold no link that answers, and no lead’s name for a hub', async () => {
      const { store } = season();
      const leads = (await store.pool('lead-reviewers')).map(({ name }) => name);
      for (const { mail, reader } of digests()) {
        expect(mail.text).not.toContain('/d/');
        if (reader !== 'central-team') expect(leads.filter((name) => mail.text?.includes(name))).toEqual([]);
      }
      expect(digests().some(({ mail }) => leads.some((name) => mail.text?.includes(`lead reviewer ${name}`)))).toBe(
        true,
      );
    });
  });
}

async function everythingAsked({ stack, store }: Season): Promise<readonly Decision[]> {
  const abouts = new Set(
    stack.inbox
      .messages()
      .flatMap(({ tags }) => tags.about ?? [])
      .map(idOfTag),
  );
  const matters = [...abouts].filter((about) => /^(qar|tpr|membership)-/.test(about));
  return (await Promise.all(matters.map((about) => store.decisionsAbout(about)))).flat();
}

/** Whether a question was open after its date. When a withdrawn one was withdrawn is not on its row. */
const isLate = ({ question, status, askedAt, dueAt, expiresAt, answeredAt }: Decision, at: string): boolean =>
  !waitsForNobody(question) &&
  askedAt <= at &&
  dueAt < at &&
  at < (status === 'answered' ? (answeredAt ?? '') : expiresAt);
