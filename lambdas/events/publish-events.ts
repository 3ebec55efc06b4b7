import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { ReviewEvent } from './review-changes.ts';
import { EVENT_SOURCE, ReviewEventDetail } from './review-events.ts';

export interface PublishingDeps {
  readonly eventBridge: Pick<EventBridgeClient, 'send'>;
  /** Name of the bus that others listen to. */
  readonly busName: string;
}

/** EventBridge did not take some of the events. All of a batch are published again then. */
export class EventsNotPublished extends Error {
  override name = 'EventsNotPublished';
}

/** EventBridge takes ten at once. */
const AT_ONCE = 10;

/**
 * Puts events on the bus in their order, each at least once: whoever calls tries all of them again when some were not taken.
 *
 * @throws EventsNotPublished with EventBridge's codes, and whatever its client throws.
 */
export async function publishEvents(events: readonly ReviewEvent[], deps: PublishingDeps): Promise<void> {
  for (let first = 0; first < events.length; first += AT_ONCE) {
    const { FailedEntryCount = 0, Entries = [] } = await deps.eventBridge.send(
      new PutEventsCommand({ Entries: events.slice(first, first + AT_ONCE).map((event) => entryOf(event, deps)) }),
    );
    if (FailedEntryCount === 0) continue;
    const codes = new Set(Entries.flatMap(({ ErrorCode }) => ErrorCode ?? []));
    throw new EventsNotPublished(`${FailedEntryCount} events were not taken (${[...codes].join(', ')}).`);
  }
}

const entryOf = ({ type, detail }: ReviewEvent, { busName }: PublishingDeps) => ({
  EventBusName: busName,
  Source: EVENT_SOURCE,
  DetailType: type,
  Detail: JSON.stringify(ReviewEventDetail.parse(detail)),
  Time: new Date(detail.at),
});
