import { documentation } from './documentation.ts';
import { renderSentence, renderView } from './markup.tsx';
import { readRequest, type ViewName } from './request.ts';
import type { View, ViewDeps } from './view.ts';
import { review } from './views/review.tsx';
import { reviews } from './views/reviews.tsx';
import { teams } from './views/teams.tsx';
import { today } from './views/today.tsx';
import { training } from './views/training.tsx';
import { undelivered } from './views/undelivered.tsx';
import { late, waiting } from './views/waiting.tsx';

const VIEWS: Readonly<Record<ViewName, View>> = { today, reviews, waiting, late, teams, undelivered, training, review };

/** What a dashboard is given: HTML to show, or Markdown where it asks for documentation. */
export type Shown = string | { readonly markdown: string };

/**
 * Answers a CloudWatch dashboard's custom widget: reads the network and gives the view that is asked for, as HTML. A
 * call that makes no sense is answered with a sentence in its place.
 */
export async function showOverview(event: unknown, deps: ViewDeps): Promise<Shown> {
  if (typeof event === 'object' && event !== null && 'describe' in event && event.describe) {
    return { markdown: documentation };
  }
  const read = readRequest(event);
  if (!read.ok) return renderSentence(read.sentence);
  const { request } = read;
  return renderView(await VIEWS[request.view](request, deps), request.theme);
}
