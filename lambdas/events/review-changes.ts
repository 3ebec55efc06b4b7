import * as z from 'zod';
import { PROGRAMMES } from '../programmes/programmes.ts';
import { AUDIENCES, STAGES } from '../store/entities/reviews.ts';
import { type ReviewEventDetail, type ReviewEventType, whatHappened } from './review-events.ts';

/** An attribute as DynamoDB writes it in its streams. */
const text = z.object({ S: z.string() }).transform(({ S }) => S);
const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) => text.pipe(z.enum(words));

/** What is read of a review's row. The rest stays unread, since it holds names and what people wrote. */
const ReviewImage = z.object({
  about: text,
  programme: oneOf(PROGRAMMES),
  year: text,
  host: text,
  turn: z.object({ N: z.coerce.number() }).transform(({ N }) => N),
  stage: oneOf(STAGES),
  status: text,
  stages: z
    .object({ M: z.record(z.string(), z.unknown()) })
    .transform(({ M }) => M)
    .optional(),
  datesFixedAt: text.optional(),
  publishedAt: text.optional(),
  withdrawnAt: text.optional(),
  audience: oneOf(AUDIENCES).optional(),
});
type ReviewImage = z.infer<typeof ReviewImage>;

/**
 * What Lambda hands on of a table's stream: versions of a review's row, in the order in which they were written (DynamoDB
 * developer guide, 'DynamoDB Streams and AWS Lambda triggers'). Other rows are filtered out before.
 */
export const ReviewChanges = z.object({
  Records: z.array(
    z.object({
      eventID: z.string().min(1),
      dynamodb: z.object({
        /** Seconds since the epoch. */
        ApproximateCreationDateTime: z.number(),
        OldImage: ReviewImage.optional(),
        NewImage: ReviewImage,
      }),
    }),
  ),
});
export type ReviewChanges = z.infer<typeof ReviewChanges>;

export interface ReviewEvent {
  readonly type: ReviewEventType;
  readonly detail: ReviewEventDetail;
}

/** The events that the changes mean, in order. An id is the change's and the event's, so that it is the same on every attempt. */
export const eventsOf = ({ Records }: ReviewChanges): readonly ReviewEvent[] =>
  Records.flatMap(({ eventID, dynamodb: { ApproximateCreationDateTime, OldImage, NewImage } }) =>
    whatHappened(OldImage && stateOf(OldImage), stateOf(NewImage)).map((type) => ({
      type,
      detail: {
        version: 1 as const,
        id: `${eventID}.${type.toLowerCase().replaceAll(' ', '-')}`,
        about: NewImage.about,
        programme: NewImage.programme,
        year: NewImage.year,
        host: NewImage.host,
        turn: NewImage.turn,
        at: new Date(ApproximateCreationDateTime * 1000).toISOString(),
      },
    })),
  );

/** A review that sleeps until its team is due is 'planned' again; its stages tell that it was opened. */
const stateOf = ({ stages, ...image }: ReviewImage) => ({
  ...image,
  wasOpened: stages?.scheduling !== undefined,
});
