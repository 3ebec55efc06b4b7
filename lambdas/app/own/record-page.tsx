import { Paragraph, Subheading, SummaryList } from '../../pages/kit.ts';
import { ownReader } from '../../portal/own-pages.ts';
import type { ReadingPage } from '../../portal/reading-page.tsx';
import { readDevelopmentRecord } from './development-record.ts';

/** A person's own reviews and training over the years: of that person, and shown to nobody else. */
export const recordPage: ReadingPage = {
  name: 'development-record',

  async show(of, reader, { store }, at) {
    const person = of === reader.person ? await ownReader(reader, store) : undefined;
    if (!person) return undefined;
    const { name, summary, sections, hasLed } = await readDevelopmentRecord(person, store, at);
    return {
      title: 'Your reviews and training',
      caption: name,
      body: (
        <>
          <Paragraph>
            <strong>{summary}</strong>
          </Paragraph>
          {sections.map(({ title, rows, none }) => (
            <div key={title}>
              <Subheading>{title}</Subheading>
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
