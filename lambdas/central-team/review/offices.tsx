import { offersOn } from '../../commands/offered.ts';
import { ON_HUBS, ON_MEMBERS } from '../../commands/registry.ts';
import { hostWords } from '../../members/host-words.ts';
import { officeTelephone } from '../../members/telephones.ts';
import { reachInWords } from '../../questions/reach.ts';
import { noMailOf } from '../../questions/review-context.ts';
import type { Hub, Member, Person } from '../../store/store.ts';
import { FoldedOffers } from '../offers.tsx';
import type { ViewDeps } from '../view.ts';

/** Who leads a school or trust and who manages its hub, with the way to name somebody else. */
export function Offices(props: {
  readonly member: Member;
  readonly hub: Hub | undefined;
  /** People of the school or trust. */
  readonly people: readonly Person[];
  /** Whoever holds the offices, wherever they work. */
  readonly holders: readonly Person[];
  readonly deps: ViewDeps;
}) {
  const { member, hub, people, holders, deps } = props;
  const { leader } = hostWords({ hostKind: member.kind, hostName: member.name });
  const office = officeTelephone(member);
  const manager = holders.find(({ person }) => person === hub?.manager);
  return (
    <>
      <p>
        <strong>{leader === 'head' ? 'Head' : 'Chief executive'}:</strong>{' '}
        {inWords(holders.find(({ person }) => person === member.head))}
        {office !== undefined && (
          <>
            . <strong>Office:</strong> {office}
          </>
        )}
        {hub && (
          <>
            . <strong>Manager of {hub.name}:</strong> {inWords(manager)}
          </>
        )}
      </p>
      <FoldedOffers offers={offersOn(ON_MEMBERS, { member, people })} row="head" deps={deps} />
      {hub && <FoldedOffers offers={offersOn(ON_HUBS, { hub, manager })} row="manager" deps={deps} />}
    </>
  );
}

function inWords(holder: Person | undefined): string {
  if (!holder) return 'nobody';
  if (holder.left) return `${holder.name}, who has left`;
  const reach = reachInWords(holder);
  return noMailOf(holder) ? `${holder.name}, whom no mail reaches (${reach})` : `${holder.name} (${reach})`;
}
