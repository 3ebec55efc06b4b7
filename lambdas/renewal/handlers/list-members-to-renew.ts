import { tableStepHandler } from '../../wiring/table-step-handler.ts';
import { ListMembersToRenewInput, listMembersToRenew } from '../list-members-to-renew.ts';

export const handler = tableStepHandler(ListMembersToRenewInput, listMembersToRenew);
