import type { ReactNode } from 'react';
import type { Store } from '../store/store.ts';
import type { Endpoints } from './actions.tsx';
import type { ViewRequest } from './request.ts';

/** What a view works with. */
export interface ViewDeps {
  readonly store: Store;
  readonly endpoints: Endpoints;
  /** The ARN of an execution of the review machine, up to and without the last colon and its name. */
  readonly reviewExecutions: string;
}

/** One view of the network: what the table says, as a part of a page. */
export type View = (request: ViewRequest, deps: ViewDeps) => Promise<ReactNode>;
