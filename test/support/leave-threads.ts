import { leaveThreads } from '../../local/functions/warm-sandbox.ts';

leaveThreads();
