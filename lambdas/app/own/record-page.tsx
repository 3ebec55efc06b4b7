import { Paragraph, Subheading, SummaryList } from '../../pages/kit.ts';
import { ownReader } from '../../portal/own-pages.ts';
import type { ReadingPage } from '../../portal/reading-page.tsx';
import { readDevelopmentRecord } from './development-record.ts';
import { type OwnReview, readOwnNow } from './own-now.ts';

/**
 * A person's own page: what waits for them, their reviews, when they can go, their training and their record over the years. Of that
 * person, and shown to nobody else.
 */
export const recordPage: ReadingPage = {
  name: 'development-record',

  async show(of, reader, { store }, at) {
    const person = of === reader.person ? await ownReader(reader, store) : undefined;
    if (!person) return undefined;
    const [{ name, summary, sections, hasLed }, now] = await Promise.all([
      readDevelopmentRecord(person, store, at),
      readOwnNow(person, store, at),
    ]);
    return {
      title: 'Your reviews and training',
      caption: name,
      body: (
        <>
          {now.waits.length > 0 && (
            <>
              <Subheading>What waits for your answer</Subheading>
              <SummaryList rows={now.waits} />
              <FreshLinks />
            </>
          )}
          <Subheading>Your reviews now</Subheading>
          {now.reviews.length === 0 ? (
            <Paragraph>You are asked for none at the moment, and have a place on none.</Paragraph>
          ) : (
            <SummaryList rows={now.reviews.map(reviewRow)} />
          )}
          {now.availability.length > 0 && (
            <>
              <Subheading>When you can go on reviews</Subheading>
              <SummaryList rows={now.availability} />
              {now.waits.length === 0 && <FreshLinks />}
            </>
          )}
          {now.booked.length > 0 && (
            <>
              <Subheading>Training to come</Subheading>
              <SummaryList rows={now.booked} />
            </>
          )}
          <Subheading>Your record</Subheading>
          <Paragraph>
            <strong>{summary}</strong>
          </Paragraph>
          {sections.map(({ title, rows, none }) => (
            <div key={title}>
              <h3 className="govuk-heading-s">{title}</h3>
              {rows.length === 0 ? <Paragraph>{none}</Paragraph> : <SummaryList rows={rows} />}
            </div>
          ))}
          <Paragraph>
            <a className="govuk-link app-link-alone" href="?show=record-pdf">
              This record as a PDF
            </a>
          </Paragraph>
          {hasLed && (
            <Paragraph>
              <a className="govuk-link app-link-alone" href="?show=led">
                What people said of the reviews that you led
              </a>
            </Paragraph>
          )}
          <Paragraph>
            Only you are shown this page.
            {person.member !== undefined &&
              ' Whoever leads your school or trust sees how many reviews you did and when, and until when your training is in date.'}
          </Paragraph>
        </>
      ),
    };
  },
};

const FreshLinks = () => (
  <Paragraph>
    Have you lost a mail?{' '}
    <a className="govuk-link" href="/links">
      Get fresh links
    </a>
    .
  </Paragraph>
);

/** The draft of a report and the notes of its team are pages of their own. */
const reviewRow = ({ about, label, value, hasDraft, note }: OwnReview) => ({
  label,
  value:
    hasDraft || note !== undefined ? (
      <>
        {value}.
        {hasDraft && (
          <>
            {' '}
            <a className="govuk-link" href={`?show=draft.${about}`}>
              Read the draft
            </a>
          </>
        )}
        {note !== undefined && (
          <>
            {' '}
            <a className="govuk-link" href={`?show=note.${about}`}>
              {note === 'write' ? 'Write a note for the lead reviewer' : 'Read the notes of the team'}
            </a>
          </>
        )}
      </>
    ) : (
      value
    ),
});
