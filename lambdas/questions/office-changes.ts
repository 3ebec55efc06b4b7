import * as z from 'zod';

/** An attribute as DynamoDB writes it in its streams. */
const text = z.object({ S: z.string() }).transform(({ S }) => S);

/** What is read of the row of a member or a hub: who holds which office. */
const OfficeImage = z.object({
  member: text.optional(),
  head: text.optional(),
  hub: text.optional(),
  manager: text.optional(),
  seniorPartner: text.optional(),
});
type OfficeImage = z.infer<typeof OfficeImage>;

/** What Lambda hands on of a table's stream: versions of rows of members and hubs, in the order in which they were written. */
export const OfficeChanges = z.object({
  Records: z.array(
    z.object({
      dynamodb: z.object({
        /** Seconds since the epoch. */
        ApproximateCreationDateTime: z.number(),
        OldImage: OfficeImage,
        NewImage: OfficeImage,
      }),
    }),
  ),
});
export type OfficeChanges = z.infer<typeof OfficeChanges>;

/** An office that has passed on. */
export interface PassedOffice {
  /** `head` of a member, be it a school or a trust; `hub-manager` of a hub, whom its senior partner stands in for. */
  readonly office: 'head' | 'hub-manager';
  /** The id of the member or hub. */
  readonly of: string;
  /** Who held it before; nobody where it was empty. */
  readonly from: string | undefined;
  /** Who holds it by that change; nobody where it is empty since, and not said by whoever only has it passed on once more. */
  readonly to?: string | undefined;
  /** Whether it is that change that is told, and so is put on record. */
  readonly changed?: true;
  readonly at: string;
}

/** The offices that have passed on by these changes. Most changes of such a row are of something else. */
export const officesPassed = ({ Records }: OfficeChanges): readonly PassedOffice[] =>
  Records.flatMap(({ dynamodb: { ApproximateCreationDateTime, OldImage, NewImage } }) => {
    const at = new Date(ApproximateCreationDateTime * 1000).toISOString();
    return passed(OldImage, NewImage).map((one) => ({ ...one, at }));
  });

/** A member that has left a hub, be it for another or for none. */
export interface LeftHub {
  readonly hub: string;
  readonly member: string;
}

/** The members that have left their hub by these changes. */
export const hubsLeft = ({ Records }: OfficeChanges): readonly LeftHub[] =>
  Records.flatMap(({ dynamodb: { OldImage, NewImage } }) => {
    const { member } = NewImage;
    const { hub } = OldImage;
    return member === undefined || hub === undefined || hub === NewImage.hub ? [] : [{ hub, member }];
  });

function passed(before: OfficeImage, after: OfficeImage): Omit<PassedOffice, 'at'>[] {
  // A member's row names its hub too.
  if (after.member !== undefined) {
    return before.head === after.head
      ? []
      : [{ office: 'head', of: after.member, from: before.head, to: after.head, changed: true }];
  }
  if (after.hub === undefined) return [];
  const { hub: of } = after;
  const held = (['manager', 'seniorPartner'] as const).filter((office) => before[office] !== after[office]);
  return held.map((office) => ({ office: 'hub-manager', of, from: before[office], to: after[office], changed: true }));
}
