/** The report before it is final, by the link of whoever is asked about it. */
import type { DraftReport } from '../documents/draft-report.ts';
import { Paragraph } from '../pages/kit.ts';
import type { OpenedLink } from '../questions/open-link.ts';

/** Nothing where the link does not answer a question about one that is open: then its page shows none either. */
export function draftOfQuestion({ bound, decides, decision, draft, may }: OpenedLink): DraftReport | undefined {
  return decision.status === 'open' && decides && may.question ? bound.draft?.(draft) : undefined;
}

/** The way to it. Whoever writes it sees there what the others will see. */
export function DraftToRead({ opened }: { readonly opened: OpenedLink }) {
  if (!draftOfQuestion(opened)) return null;
  const writes = opened.bound.page().values !== undefined;
  return (
    <Paragraph>
      <a className="govuk-link" href="?show=draft">
        {writes ? 'Preview the report' : 'Read the draft by itself'}
      </a>
      {writes
        ? ': what is saved so far as a page and as a PDF, with DRAFT on each page.'
        : ', and as a PDF with DRAFT on each page.'}
    </Paragraph>
  );
}
