import { step } from '../../platform/handlers.ts';
import { connectStepDesk } from '../../wiring/connect-desk.ts';
import { PublishReportInput, publishReport } from '../publish-report.ts';

export const handler = step(PublishReportInput, publishReport, connectStepDesk());
