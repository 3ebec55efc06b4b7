import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { dialOf } from '../text/dial.ts';
import { ErrorSummary } from './components/form.tsx';
import { type FormState, hasErrors } from './form-state.ts';
import { hasUseForScript, SCRIPT_TAG } from './script.ts';
import { stylesheet } from './stylesheet.ts';

/** What every page needs to know of the site it belongs to. */
export interface Site {
  readonly charityName: string;
  /** The central team's mail address, shown to people who are stuck. */
  readonly helpAddress: string;
  /** The central team's number for what cannot wait, as it is shown. */
  readonly urgentTelephone: string;
}

/** What a charity says of itself on the pages that anybody may read. */
export interface PublicWords {
  /** When somebody answers at the urgent number. */
  readonly telephoneHours: string;
  /** What a year costs a member, as a sentence. */
  readonly membershipCost: string;
  /** The London date on which the pages were last tested for accessibility. */
  readonly accessibilityTestedOn: string;
}

export interface PageProps {
  /** What the page is about, as its tab shows it; the same words as its heading. */
  readonly title: string;
  readonly site: Site;
  readonly children: ReactNode;
  /** The form on the page: when it has errors, they are listed first and the title says so. */
  readonly form?: FormState | undefined;
  /** Uses the whole width, for pages that are mostly a table. */
  readonly wide?: boolean | undefined;
}

/** At the foot of every page. */
const ON_EVERY_PAGE = [
  { text: 'How it works', href: '/how-it-works' },
  { text: 'Help', href: '/help' },
  { text: 'Privacy: what we keep and why', href: '/privacy' },
  { text: 'Accessibility', href: '/accessibility' },
] as const;

/** One tick in the brand's colours. A page without an icon makes every browser ask for /favicon.ico. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#12355b"/><path d="M8 17l6 6 11-14" fill="none" stroke="#f2b134" stroke-width="4"/></svg>',
)}`;

/** A whole HTML document. Text given as children is escaped; nothing in it needs a script, and few pages have one. */
export function page(props: PageProps): string {
  const { title, site, form } = props;
  const { charityName } = site;
  const markup = renderToStaticMarkup(
    <html lang="en-GB" className="govuk-template">
      <head>
        <meta charSet="utf-8" />
        <title>{`${hasErrors(form) ? 'Error: ' : ''}${title} – ${charityName}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#12355b" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" href={icon} />
        <link rel="stylesheet" href={stylesheet.path} />
      </head>
      <body className="govuk-template__body app-body">
        <a href="#main-content" className="govuk-skip-link">
          Skip to main content
        </a>
        <header className="app-header">
          <div className="govuk-width-container app-header__container">
            <span className="app-header__charity">{charityName}</span>
            <span className="app-header__service">Peer review</span>
          </div>
        </header>
        <div className="app-content">
          <main className="govuk-width-container govuk-main-wrapper" id="main-content">
            <div className="govuk-grid-row">
              <div className={props.wide ? 'govuk-grid-column-full' : 'govuk-grid-column-two-thirds'}>
                {form !== undefined && <ErrorSummary form={form} />}
                {props.children}
              </div>
            </div>
          </main>
        </div>
        <footer className="app-footer">
          <div className="govuk-width-container">
            <p className="app-footer__text">Peer review is run by {charityName}.</p>
            <p className="app-footer__text">
              Urgent? Telephone{' '}
              <a className="govuk-link app-link-alone" href={dialOf(site.urgentTelephone)}>
                {site.urgentTelephone}
              </a>
              . For all else write to{' '}
              <a className="govuk-link app-link-alone" href={`mailto:${site.helpAddress}`}>
                {site.helpAddress}
              </a>
              .
            </p>
            <ul className="app-footer__links">
              {ON_EVERY_PAGE.map((link) => (
                <li key={link.href}>
                  <a className="govuk-link app-link-alone" href={link.href}>
                    {link.text}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </footer>
      </body>
    </html>,
  );
  return `<!DOCTYPE html>${hasUseForScript(markup) ? markup.replace('</head>', `${SCRIPT_TAG}</head>`) : markup}`;
}
