import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { environment } from '../../platform/environment.ts';
import { listener } from '../../platform/handlers.ts';
import { logger } from '../../platform/logger.ts';
import { clientSettings } from '../../wiring/client-settings.ts';
import { publishEvents } from '../publish-events.ts';
import { eventsOf, ReviewChanges } from '../review-changes.ts';

const deps = {
  eventBridge: new EventBridgeClient(clientSettings),
  busName: environment('EVENT_BUS').EVENT_BUS,
};

/** Tells the bus what happened to reviews. Lambda calls it with what the table's stream has, and again until it succeeds. */
export const handler = listener(ReviewChanges, async (changes) => {
  const events = eventsOf(changes);
  await publishEvents(events, deps);
  for (const { type, detail } of events) logger.info('published', { event: type, about: detail.about, id: detail.id });
});
