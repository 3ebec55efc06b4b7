/** An answer that was sent, read back in the words of its form, for whoever may read it. */
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { givenAnswers, Paragraph, type Site, Subheading, SummaryList, TypedText } from '../pages/kit.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import { type Role, roleName } from '../questions/question.ts';
import type { Decision } from '../store/store.ts';
import { longMoment } from './moment.ts';

/** An answer in words alone, as it is printed. */
interface AnswerInWords {
  readonly title: string;
  readonly charityName: string;
  readonly writtenAt: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly sent: readonly { readonly label: string; readonly value: string }[];
}

/** A field's label and what was sent in it. */
interface SentField {
  readonly label: ReactNode;
  readonly value: ReactNode;
}

/** What was sent, field by field; nothing where the link may not show it, or where it is not known in the words of the form. */
function fieldsSent({ bound, may }: OpenedLink, decision: Decision): readonly SentField[] {
  if (decision.status !== 'answered' || !may.sent) return [];
  const sent = bound.sent?.(decision.answer);
  if (sent === undefined) return [];
  const given = givenAnswers(sent.body ?? bound.page().body, sent.fields);
  return given.filter(({ value }) => value !== undefined).map(({ label, value }) => ({ label, value }));
}

/**
 * By whom a question was answered: the school or trust or the role; and the name, for the person alone and for whoever leads or
 * stands in at the same school or trust.
 */
export function answeredBy({ askedName, bound, link, may }: OpenedLink, decision: Decision): string {
  const by = decision.answeredBy as { readonly person?: string; readonly role: Role } | undefined;
  // A school has a head and a trust a chief executive, and a colleague may have answered for either.
  const as = by === undefined || by.role === 'host' ? bound.hostName : `The ${roleName[by.role]}`;
  const isOwn = by?.person === link.person || (by?.role === 'host' && link.role === 'host');
  const name = may.sent && isOwn && by?.person === decision.person ? askedName : undefined;
  return name === undefined ? as : `${as} (${name})`;
}

export const answeredOn = ({ answeredAt, askedAt }: Decision): string => longMoment(answeredAt ?? askedAt);

/** What was sent, and the way to its PDF. */
export function WhatWasSent({ opened, decision }: { readonly opened: OpenedLink; readonly decision: Decision }) {
  const sent = fieldsSent(opened, decision);
  if (sent.length === 0) return null;
  return (
    <>
      <Subheading>What was sent</Subheading>
      <SummaryList
        rows={sent.map(({ label, value }) => ({
          label,
          value: typeof value === 'string' ? <TypedText text={value} /> : value,
        }))}
      />
      <Paragraph>
        <a className="govuk-link app-link-alone" href="?show=answer">
          What was sent as a PDF
        </a>
      </Paragraph>
    </>
  );
}

/** The same to be printed; nothing where there is nothing to show. */
export function printedAnswer(opened: OpenedLink, { charityName }: Site): AnswerInWords | undefined {
  const { bound, decision } = opened;
  const sent = fieldsSent(opened, decision);
  if (sent.length === 0) return undefined;
  const { caption, title } = bound.page();
  return {
    title,
    charityName,
    writtenAt: decision.answeredAt ?? decision.askedAt,
    facts: [
      { label: 'About', value: caption },
      { label: 'Answered by', value: answeredBy(opened, decision) },
      { label: 'Answered on', value: answeredOn(decision) },
      ...(opened.since === undefined ? [] : [{ label: 'This has changed since', value: opened.since }]),
    ],
    sent: sent.map(({ label, value }) => ({ label: textOf(label), value: textOf(value) })),
  };
}

/** The words of a part of a page, with its lines and a line for each item of a list. */
function textOf(node: ReactNode): string {
  if (typeof node === 'string') return node;
  return renderToStaticMarkup(<>{node}</>)
    .replaceAll(/<\/li>|<\/p>|<br\/?>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .trim();
}
