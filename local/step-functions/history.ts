import type { HistoryEvent } from './types.ts';

/** AWS ends an execution that reaches this many events. */
export const MAX_EVENTS = 25_000;

/** The events of one execution, numbered from 1. */
export class History {
  readonly events: HistoryEvent[] = [];

  append(previousEventId: number, timestamp: number, type: string, details?: Record<string, unknown>): HistoryEvent {
    const id = this.events.length + 1;
    const event = details
      ? { id, previousEventId, timestamp, type, details }
      : { id, previousEventId, timestamp, type };
    this.events.push(event);
    return event;
  }

  /** True when only the closing event still fits. */
  get full(): boolean {
    return this.events.length >= MAX_EVENTS - 1;
  }
}
