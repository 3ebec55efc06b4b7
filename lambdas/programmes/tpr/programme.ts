import type { ProgrammeDefinition } from '../definition.ts';

/** The Trust Peer Review: the same three days at a trust, without a judgement. */
export const tpr = {
  code: 'TPR',
  host: 'trust',
  cover: { host: 'Trust', leader: 'Chief executive' },
  settingsCountForAll: false,
} as const satisfies ProgrammeDefinition;
