import { stepHandler } from '../../wiring/step-handler.ts';
import { PublishReportInput, publishReport } from '../publish-report.ts';

export const handler = stepHandler(PublishReportInput, publishReport);
