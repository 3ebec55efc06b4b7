/** How many mails people got, and when most of them went. */
import { londonDate } from '../../../lambdas/calendar/london.ts';
import type { EndingIndex } from '../invariants/ending-index.ts';
import { type Peak, peakOf } from './peak.ts';
import { KnownRoles, ROLES, type RoleName } from './roles.ts';
import { counted, type Spread, spreadOf } from './spread.ts';

export interface MailFigures {
  readonly mails: number;
  /** Mails a person, of those who got any, by role. */
  readonly byRole: readonly { readonly role: RoleName; readonly mails: number; readonly each: Spread }[];
  /** Who got most: no id, no name. */
  readonly most: readonly { readonly who: string; readonly mails: number }[];
  readonly busiestDay: { readonly day?: string; readonly mails: number };
  readonly busiestSecond: Peak;
  /** To no person of the network, such as an alarm's. */
  readonly toNobodyKnown: number;
}

const TOLD = 10;

export function mailFigures(index: EndingIndex): MailFigures {
  const roles = new KnownRoles(index);
  const got = counted(index.mails.flatMap(({ message }) => message?.person ?? []));
  const byRole = Map.groupBy(got, ([person]) => roles.roleOf(person));
  const [busiest] = counted(index.mails.map(({ at }) => londonDate(at)));
  return {
    mails: index.mails.length,
    byRole: ROLES.flatMap((role) => {
      const each = (byRole.get(role) ?? []).map(([, mails]) => mails);
      return each.length === 0
        ? []
        : [{ role, mails: each.reduce((sum, mails) => sum + mails, 0), each: spreadOf(each) }];
    }),
    most: got.slice(0, TOLD).map(([person, mails]) => ({ who: roles.describe(person), mails })),
    busiestDay: busiest ? { day: busiest[0], mails: busiest[1] } : { mails: 0 },
    busiestSecond: peakOf(
      index.mails.map(({ mail }) => mail.at),
      1_000,
    ),
    toNobodyKnown: index.mails.filter(({ message }) => message === undefined).length,
  };
}
