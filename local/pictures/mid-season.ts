/** A network in the middle of its year, for pictures of the central team's dashboard: some answer, some do not. */
import { createHash } from 'node:crypto';
import { Store } from '../../lambdas/store/store.ts';
import { attend, type Reached, type Reaction } from '../people/people.ts';
import { PLAYED_YEAR } from '../play/play.ts';
import { readNetwork, seedNetwork } from '../play/seed-network.ts';
import type { LocalStack } from '../stack.ts';

/** So many schools of the sample network renew. */
const HOSTS = 18;

const PAUSED_HOST = '900010';

/** Mails to these people come back by then. */
const MOVED = ['anna.hadley@mill-lane-primary-school.example', 'kate.fairley@hill-view-primary-school.example'];

/** The morning that is looked at: teams are being found, and the first visits have taken place. */
export const MORNING = Date.parse('2026-11-10T08:05:00Z');

/** Plays the year of some schools until the morning, with people of whom one in six does not answer. */
export async function playToMidSeason(stack: LocalStack, until = MORNING): Promise<void> {
  const today = new Date(stack.clock.now()).toISOString().slice(0, 10);
  const network = readNetwork({ today });
  await seedNetwork(stack, network, PLAYED_YEAR);
  const { entities } = new Store({ client: stack.table, table: stack.tableName });
  const at = new Date(stack.clock.now()).toISOString();
  for (const { urn } of network.toImport.schools.slice(0, HOSTS)) {
    await entities.membership
      .put({
        ...{ member: urn, year: String(Number(PLAYED_YEAR) - 1), kind: 'renewal', status: 'signed', uses: ['qar'] },
        ...{ openedAt: at, decidedAt: at },
      })
      .go();
  }
  attend(stack, { react: silentSometimes });
  stack.clock.schedule(Date.parse('2026-10-28T00:00:00Z'), () => {
    for (const email of MOVED) stack.mail.unreachable.add(email);
  });
  stack.clock.schedule(until - 86_400_000, () => void stack.clock.during(pauseOne(stack)));
  await stack.clock.run({ until });
}

/** The building of one school is closed; its review waits to be resumed. */
async function pauseOne(stack: LocalStack): Promise<void> {
  const steering = stack.functions.all.find(({ name }) => name.endsWith('-steer-review'));
  const about = `qar-${PLAYED_YEAR}-${PAUSED_HOST}`;
  await stack.functions.invoke(steering?.name ?? 'steer-review', {
    act: 'pause',
    about,
    reason: 'The building is closed',
  });
}

/** The signature is never forgotten here, so that there are reviews; what is lost later is lost for the morning. */
function silentSometimes({ asked, now }: Reached): Reaction | undefined {
  if (asked.question === 'sign-agreement' || now < '2026-09-01') return undefined;
  const [first = 0] = createHash('sha256').update(`${asked.about}/${asked.question}/${asked.subject}`).digest();
  return first % 6 === 0 ? 'ignore' : undefined;
}
