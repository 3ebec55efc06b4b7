import { allQuestions } from '../../../lambdas/app/catalogue.ts';
import { hashOfLink } from '../../../lambdas/questions/links.ts';
import type { Decision } from '../../../lambdas/store/store.ts';
import { everyRow } from '../../workflows/support/repeat.ts';
import { linksIn } from '../../workflows/support/scanner.ts';
import { type Scenario, silent } from '../../workflows/support/scenario.ts';
import { membershipOf, type Season } from '../../workflows/support/season.ts';

/** The question that is open for every member on the day on which renewal opens. */
export const QUESTION = 'sign-agreement.1.1';
/** The answer that tests give: nothing follows from it but three mails. */
export const DECLINE = { decision: 'decline', reason: 'We have no time' } as const;
export const SIGN = { decision: 'sign', agreed: 'yes', role: 'Headteacher', use: 'qar' } as const;

/** A member whose people answer nothing but what a test sends. */
export const bystander = (host: string): Scenario => ({
  ...{ host, what: 'a member that is only asked', week: '2026-09-14' },
  react: silent(...allQuestions.map(({ name }) => name)),
  check: () => undefined,
});

const TEN_MINUTES = 600_000;

/** The portal with an open question for each member, and everything by which a change would show. */
export interface Besieged {
  readonly season: Season;
  /** The secret of the link that a member's head got. */
  secret(member: string): string;
  /** The address that the secret opens. */
  link(member: string): string;
  page(path: string): string;
  row(member: string): Promise<Decision>;
  hash(member: string): string;
  /** Everything there is: rows by key (but the counts of forms), mails, executions. */
  everything(): Promise<Readonly<Record<string, unknown>>>;
  /** What was recorded of a member's question, and how often. */
  outcome(member: string): Promise<{ status: string; settled: number; mails: number; end: string | undefined }>;
  /** Lets ten minutes go by: the counts of forms begin anew. */
  later(): Promise<void>;
}

export function besiege(season: () => Season): Besieged {
  const secret = (member: string): string => {
    const [mail] = season()
      .stack.inbox.messages()
      .filter(({ tags }) => tags.about === membershipOf(member));
    const link = mail && linksIn(mail).find((each) => each.includes('/d/'));
    if (link === undefined) throw new Error(`The head of ${member} got no link.`);
    return link.split('/').at(-1) ?? '';
  };
  const page = (path: string): string => season().stack.localUrl(`http://portal${path}`);
  const row = async (member: string): Promise<Decision> => {
    const decision = await season().store.decision(membershipOf(member), QUESTION);
    if (!decision) throw new Error(`Nothing was asked of ${member}.`);
    return decision;
  };
  const later = () => season().stack.clock.run({ until: season().stack.clock.now() + TEN_MINUTES });
  return {
    get season() {
      return season();
    },
    ...{ secret, page, row, later },
    link: (member) => page(`/d/${secret(member)}`),
    hash: (member) => hashOfLink(secret(member)) ?? '',
    async everything() {
      const { stack } = season();
      // What is counted of forms, by address and on the row of a link, is no change of anything.
      const rows = [...(await everyRow(stack))]
        .filter(([key]) => !key.includes('#by_'))
        .map(([key, row]) => [key, row.replace(/"forms":\d+,/, '')] as const);
      return {
        ...Object.fromEntries(rows),
        mails: stack.inbox.messages().length,
        executions: stack.engine.listExecutions().map(({ name, status }) => `${name} ${status}`),
        problems: stack.problems.messages,
      };
    },
    async outcome(member) {
      await season().stack.clock.run({ until: season().stack.clock.now() + 60_000 });
      const { stack, store } = season();
      const about = membershipOf(member);
      const entries = (await store.audit(about)).map(({ entry }) => entry);
      return {
        status: (await row(member)).status,
        settled: entries.filter((entry) => /\.(answered|expired)$/.test(entry)).length,
        mails: stack.inbox.messages().filter(({ tags }) => tags.about === about).length,
        end: stack.engine.listExecutions().find(({ name }) => name === `subscription-2026-${member}`)?.status,
      };
    },
  };
}
