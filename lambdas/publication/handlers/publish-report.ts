import { step } from '../../platform/handlers.ts';
import { connectStepDeps } from '../../wiring/connect-deps.ts';
import { PublishReportInput, publishReport } from '../publish-report.ts';

export const handler = step(PublishReportInput, publishReport, connectStepDeps());
