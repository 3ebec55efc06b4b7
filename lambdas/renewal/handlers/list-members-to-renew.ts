import { step } from '../../platform/handlers.ts';
import { connectTable } from '../../wiring/connect-store.ts';
import { ListMembersToRenewInput, listMembersToRenew } from '../list-members-to-renew.ts';

export const handler = step(ListMembersToRenewInput, listMembersToRenew, connectTable());
