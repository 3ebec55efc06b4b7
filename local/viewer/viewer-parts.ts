import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Counts } from '../counts.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { Pace } from '../pace.ts';
import type { Problems } from '../problems.ts';
import type { StepFunctions } from '../step-functions/index.ts';
import type { DashboardParts } from './dashboard/dashboard-parts.ts';

/** What the pages show. */
export interface ViewerParts extends DashboardParts {
  readonly pace: Pace;
  readonly inbox: Inbox;
  readonly engine: StepFunctions;
  readonly table: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly problems: Problems;
  counts(): Counts;
}
