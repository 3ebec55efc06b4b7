import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** How a button moves the clock; see `moveClock` in viewer.ts. */
export type ClockAction = 'next' | 'asked' | 'still' | 'real';

/**
 * A button that moves the clock.
 *
 * @param back the page that is shown then; without one, the first
 */
export const clockButton = (action: ClockAction, text: string, back?: 'dashboards'): Html =>
  html`<form method="post" action="/_local/clock"><input type="hidden" name="action" value="${action}">${back === undefined ? '' : html`<input type="hidden" name="back" value="${back}">`}<button>${text}</button></form>`;
