import type { ReactNode } from 'react';
import { type FormState, Heading, Help, Paragraph, page, type Site } from '../pages/kit.ts';
import type { Deps, Role } from '../questions/question.ts';

/** Whoever opens a page by a link that was made for them. */
export interface Reader {
  readonly person: string;
  readonly role: Role;
}

/** What a page that asks nothing shows. */
export interface ShownPage {
  readonly title: string;
  /** A few words above the title. */
  readonly caption?: string;
  readonly body: ReactNode;
}

/** The same to take away, for a program to read. */
export interface ShownFile {
  /** What it is saved as: 'held-data-person-0107.json'. */
  readonly name: string;
  readonly json: string;
}

/** A page that asks nothing: whoever has a link to it reads it, and nobody answers. */
export interface ReadingPage {
  /** Its name in the rows of its links. It never changes its meaning: links outlive releases. */
  readonly name: string;
  /**
   * Reads what it shows; writes nothing.
   *
   * @param of what it is of, as the link's row names it: a review, a person, a year.
   * @param at the instant of the request.
   * @returns nothing where there is nothing for this reader, or nothing any more.
   */
  show(of: string, reader: Reader, deps: Deps, at: string): Promise<ShownPage | undefined>;
  /** What `?show=json` gives, where the page has it; nothing on the same terms. */
  file?(of: string, reader: Reader, deps: Deps, at: string): Promise<ShownFile | undefined>;
}

/**
 * The whole page around what is shown.
 *
 * @param back where its link leads by itself, where that is another page.
 * @param form of a page with a form what was typed, and what is wrong with it.
 */
export const readingPage = (site: Site, { title, caption, body }: ShownPage, back?: string, form?: FormState): string =>
  page({
    title,
    site,
    ...(form && { form }),
    children: (
      <>
        <Heading {...(caption !== undefined && { caption })}>{title}</Heading>
        {body}
        {back !== undefined && (
          <Paragraph>
            <a className="govuk-link app-link-alone" href={back}>
              Back
            </a>
          </Paragraph>
        )}
        <Help site={site} />
      </>
    ),
  });
