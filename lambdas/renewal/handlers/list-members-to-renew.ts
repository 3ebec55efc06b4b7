import type { Context } from 'aws-lambda';
import { readStep } from '../../steering/step-handler.ts';
import { connectStore } from '../../store/store.ts';
import { environment } from '../../wiring/environment.ts';
import { logger } from '../../wiring/logger.ts';
import { ListMembersToRenewInput, listMembersToRenew, type MembersToRenew } from '../list-members-to-renew.ts';

// It only reads, so it is given a table and no more: not what `stepHandler` connects.
const store = connectStore(environment('TABLE_NAME').TABLE_NAME);

export async function handler(event: unknown, context: Context): Promise<MembersToRenew> {
  logger.addContext(context);
  return listMembersToRenew(readStep(ListMembersToRenewInput, event), { store });
}
