import { importMembers } from '../../../lambdas/members/import-members.ts';
import { seedSettings } from '../../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../../lambdas/settings/settings-files.ts';
import { Store } from '../../../lambdas/store/store.ts';
import { readNetwork } from '../../../local/play/seed-network.ts';
import { type LocalStack, startLocalStack } from '../../../local/stack.ts';
import { synthesize } from '../../../local/synth.ts';

/** A stack with a network in it and nobody who answers, for the eyes of whoever makes its alarms go off. */
export interface Watched {
  readonly stack: LocalStack;
  readonly store: Store;
  /** Plays until an instant, `2026-02-03T08:00:00Z`. */
  until(instant: string): Promise<void>;
  /** Plays on for so many minutes. */
  minutes(count: number): Promise<void>;
}

/** What was heard of alarms since some moment: their names without the stage. */
export interface Heard {
  readonly wentOff: readonly string[];
  /** Sections of the runbook that mails to the alarm address named. */
  readonly mailed: readonly string[];
}

/** The last Sunday before renewal opens, on a Monday. */
const START = '2026-02-01T12:00:00Z';

export async function watch(): Promise<Watched> {
  const stack = await startLocalStack({
    ...{ cdkOut: await synthesize(), start: new Date(START), print: () => {} },
    quotas: { requests: true },
  });
  const store = new Store({ client: stack.table, table: stack.tableName });
  await seedSettings(store, readSettingsFiles());
  await importMembers(store, readNetwork({ today: START.slice(0, 10) }).toImport);
  return {
    ...{ stack, store },
    until: (instant) => stack.clock.run({ until: Date.parse(instant) }),
    minutes: (count) => stack.clock.run({ until: stack.clock.now() + count * 60_000 }),
  };
}

const bareName = (alarmName: string): string => alarmName.replace('peer-review-local-', '');

/** Every alarm of the deployment. */
export const alarmsOf = ({ stack }: Watched): string[] => stack.alarms.all.map(({ name }) => bareName(name));

export const inAlarm = ({ stack }: Watched): string[] =>
  stack.alarms.all.filter(({ state }) => state === 'ALARM').map(({ name }) => bareName(name));

/** Listens from now on: what it gives tells what has been heard since. */
export function listen({ stack }: Watched): () => Heard {
  const events = stack.buses.events.length;
  const mails = stack.inbox.messages().length;
  return () => ({
    wentOff: stack.buses.events.slice(events).flatMap(({ event }) => {
      const detail = event.detail as { alarmName?: string; state?: { value: string } };
      return detail.state?.value === 'ALARM' ? [bareName(detail.alarmName ?? '')] : [];
    }),
    mailed: stack.inbox
      .messages()
      .slice(mails)
      .filter(({ to }) => to.includes('alarms@example.org'))
      .flatMap(({ text }) => /docs\/runbook\.md#([\w-]+)/.exec(text ?? '')?.[1] ?? []),
  });
}
