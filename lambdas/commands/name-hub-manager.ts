import * as z from 'zod';
import { passOfficeOn } from '../questions/pass-office-on.ts';
import type { Hub, Person } from '../store/store.ts';
import { command, refused, why } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutOffice, holdOffice, whyNotHolder } from './on-office.ts';

/** A hub on the dashboard, and whoever manages it. */
export interface HubState {
  readonly hub: Hub;
  readonly manager: Person | undefined;
}

/** Somebody else manages a hub: the final reports of its schools go to them. Made again of the same, it passes on what was left. */
export const nameHubManager = command({
  schema: z.strictObject({ ...aboutOffice('a hub, such as hub-north'), act: z.literal('name-hub-manager') }),

  whyNot: (_: HubState): string | undefined => undefined,

  async run(call, context: CommandContext) {
    const { about, person: id, at } = call.input;
    const { store } = context;
    const [hub, person] = await Promise.all([store.hub(about), store.person(id)]);
    if (!hub) return refused(`There is no hub '${about}' in the table.`);
    const refusal = whyNotHolder(id, person);
    if (refusal !== undefined) return refused(refusal);
    if (hub.manager === id) {
      await passOfficeOn({ office: 'hub-manager', of: about, from: undefined, at }, context);
      const sentence = `${id} manages ${hub.name} already. Whatever was still with somebody else has been passed on.`;
      return { done: true, sentence };
    }
    return holdOffice(call, context, {
      item: store.rows.hub
        .patch({ hub: about })
        .set({ manager: id })
        .where(({ manager }, { eq, notExists }) =>
          hub.manager === undefined ? notExists(manager) : eq(manager, hub.manager),
        )
        .commit(),
      what: `named ${id} as the hub manager${hub.manager === undefined ? '' : ` in place of ${hub.manager}`}`,
      sentence: `${id} manages ${hub.name} now. The final reports of its schools go to them by mail within minutes in working hours, and links of whoever managed it before show nothing any more.`,
    });
  },

  form: ({ hub, manager }) => ({
    says: { about: hub.hub },
    folded: 'Name another hub manager',
    fields: [why('for the audit'), { name: 'person', label: 'Who', kind: 'text', size: 18, hint: 'person-0107' }],
    buttons: [
      {
        label: 'Name as hub manager',
        confirmation: `Does this person manage ${hub.name} from now on? They get the final reports of its schools.${manager === undefined ? '' : ` ${manager.name} is told so, and their links show nothing any more.`}`,
      },
    ],
  }),
});
