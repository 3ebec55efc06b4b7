import { Body, Button, Container, Head, Heading, Hr, Html, Link, Section, Text } from '@react-email/components';
import type { CSSProperties } from 'react';
import { dialOf } from '../text/dial.ts';
import { type Charity, PRIVACY } from './charity.ts';
import { asksFirst, type MailContent, type MailSection, sectionsOf } from './content.ts';

const ink = '#0b0c0c';
const quiet = '#484949';
const brand = '#12355b';
const action = '#0b6b5d';
const line = '#cecece';

const text: CSSProperties = { margin: '0 0 16px', color: ink, fontSize: '16px', lineHeight: '24px' };
const aside: CSSProperties = { ...text, margin: '0 0 12px', color: quiet };

/** One family of mails: tables and inline styles that every mail program shows alike, no images, nothing fetched. */
export function MailLayout(props: { readonly content: MailContent; readonly charity: Charity; readonly help: string }) {
  const { content, charity } = props;
  const first = asksFirst(content);
  return (
    <Html lang="en-GB" dir="ltr">
      <Head>
        <title>{content.subject}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <meta name="supported-color-schemes" content="light" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
      </Head>
      <Body style={{ margin: 0, padding: 0, backgroundColor: '#f3f5f7', fontFamily: 'Helvetica, Arial, sans-serif' }}>
        <Container style={{ width: '100%', maxWidth: '600px', backgroundColor: '#ffffff' }}>
          {/* Mail programs show the beginning beside the subject: better what is asked than the charity's name. */}
          <div style={{ display: 'none', maxHeight: 0, overflow: 'hidden' }}>{content.firstLine}</div>
          <Section style={{ backgroundColor: brand, borderBottom: '6px solid #f2b134' }}>
            <Text style={{ margin: 0, padding: '18px 24px', color: '#ffffff', fontSize: '20px', fontWeight: 'bold' }}>
              {charity.name}
            </Text>
          </Section>
          <Section style={{ padding: '28px 24px 12px' }}>
            {content.greeting !== undefined && <Text style={text}>{content.greeting},</Text>}
            <Heading as="h1" style={{ margin: '0 0 18px', color: ink, fontSize: '20px', lineHeight: '28px' }}>
              {content.firstLine}
            </Heading>
            {content.paragraphs.map((paragraph) => (
              <Text key={paragraph} style={{ ...text, whiteSpace: 'pre-line' }}>
                {paragraph}
              </Text>
            ))}
            {first && <Ask content={content} />}
            <Facts facts={content.facts ?? []} />
            <Items items={content.items ?? []} />
            {sectionsOf(content).map((section) => (
              <ListUnderHeading key={section.title} section={section} />
            ))}
            {!first && <Ask content={content} />}
          </Section>
          <Section style={{ padding: '0 24px 20px' }}>
            <Hr style={{ margin: '4px 0 16px', border: 'none', borderTop: `1px solid ${line}` }} />
            <Text style={aside}>{content.whyYou}</Text>
            <Text style={aside}>
              <WithNumber text={props.help} number={charity.urgentTelephone} />
            </Text>
            <Text style={aside}>
              <Link
                href={charity.privacyAddress}
                style={{ display: 'inline-block', padding: '3px 0', color: '#1a65a6', textDecoration: 'underline' }}
              >
                {PRIVACY}
              </Link>
            </Text>
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

/** A sentence whose number a phone dials when it is touched. */
function WithNumber({ text: sentence, number }: { readonly text: string; readonly number: string }) {
  const at = sentence.lastIndexOf(number);
  return (
    <>
      {sentence.slice(0, at)}
      <Link href={dialOf(number)} style={{ color: '#1a65a6', textDecoration: 'underline' }}>
        {number}
      </Link>
      {sentence.slice(at + number.length)}
    </>
  );
}

/** By when, what follows otherwise, and the button. */
function Ask({ content: { by, ifNothing, button } }: { readonly content: MailContent }) {
  return (
    <>
      {by !== undefined && (
        <Text style={text}>
          Please answer by <strong>{by}</strong>.
          {ifNothing !== undefined && (
            <>
              <br />
              {ifNothing}
            </>
          )}
        </Text>
      )}
      {button !== undefined && <CallToAction {...button} />}
    </>
  );
}

function CallToAction({ text: label, href }: NonNullable<MailContent['button']>) {
  return (
    <>
      <Button
        href={href}
        style={{
          margin: '8px 0 20px',
          padding: '14px 22px',
          borderRadius: '4px',
          backgroundColor: action,
          color: '#ffffff',
          fontSize: '18px',
          fontWeight: 'bold',
          lineHeight: '24px',
        }}
      >
        {label}
      </Button>
      <Text style={aside}>
        If the button does not work, copy this address into your browser:
        <br />
        <Link href={href} style={{ color: '#1a65a6', textDecoration: 'underline', wordBreak: 'break-all' }}>
          {href}
        </Link>
      </Text>
    </>
  );
}

/** A postcode is not broken at the end of a line. */
const together = (value: string): string => value.replace(/\b([A-Z]{1,2}\d[A-Z\d]?) (\d[A-Z]{2})\b/g, '$1\u00a0$2');

function Facts({ facts }: { readonly facts: NonNullable<MailContent['facts']> }) {
  if (facts.length === 0) return null;
  const cell: CSSProperties = {
    padding: '10px 0',
    borderBottom: `1px solid ${line}`,
    color: ink,
    fontSize: '16px',
    lineHeight: '24px',
    textAlign: 'left',
    verticalAlign: 'top',
  };
  return (
    <table width="100%" cellPadding={0} cellSpacing={0} style={{ margin: '0 0 20px', borderCollapse: 'collapse' }}>
      <tbody>
        {facts.map(({ label, value }) => (
          <tr key={label}>
            <th scope="row" align="left" style={{ ...cell, width: '34%', paddingRight: '12px' }}>
              {label}
            </th>
            <td style={{ ...cell, whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{together(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Items({ items }: { readonly items: NonNullable<MailContent['items']> }) {
  if (items.length === 0) return null;
  return (
    <table
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      role="presentation"
      style={{ margin: '0 0 20px', borderCollapse: 'collapse', borderTop: `1px solid ${line}` }}
    >
      <tbody>
        {items.map((item) => (
          <tr key={`${item.text} ${item.href}`}>
            <td style={{ padding: '12px 0', borderBottom: `1px solid ${line}`, fontSize: '16px', lineHeight: '24px' }}>
              {item.href === undefined ? (
                <span style={{ color: ink }}>{item.text}</span>
              ) : (
                <Link href={item.href} style={{ color: '#1a65a6', fontWeight: 'bold', textDecoration: 'underline' }}>
                  {item.text}
                </Link>
              )}
              {item.by !== undefined && <div style={{ color: quiet }}>by {item.by}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A line of a list or a table. */
const row: CSSProperties = { padding: '7px 0', borderTop: `1px solid ${line}`, fontSize: '16px', lineHeight: '22px' };

function ListUnderHeading({ section }: { readonly section: MailSection }) {
  const { title, entries, table, more } = section;
  return (
    <>
      <Heading as="h2" style={{ margin: '24px 0 8px', color: brand, fontSize: '18px', lineHeight: '24px' }}>
        {title}
      </Heading>
      {table && <Numbers title={title} table={table} />}
      <table
        width="100%"
        cellPadding={0}
        cellSpacing={0}
        role="presentation"
        style={{ margin: '0 0 8px', borderCollapse: 'collapse' }}
      >
        <tbody>
          {entries.map(({ text: said, note, href }) => (
            <tr key={`${said} ${note}`}>
              <td style={row}>
                {href === undefined ? (
                  <span style={{ color: ink }}>{said}</span>
                ) : (
                  <Link href={href} style={{ color: '#1a65a6', textDecoration: 'underline' }}>
                    {said}
                  </Link>
                )}
                {note !== undefined && <div style={{ color: quiet, whiteSpace: 'pre-line' }}>{note}</div>}
              </td>
            </tr>
          ))}
          {more > 0 && (
            <tr>
              <td style={{ ...row, color: quiet }}>and {more} more</td>
            </tr>
          )}
        </tbody>
      </table>
    </>
  );
}

/** Numbers by name. A screen reader says the name and the column with each. */
function Numbers({ title, table }: { readonly title: string; readonly table: NonNullable<MailSection['table']> }) {
  const cell: CSSProperties = { ...row, paddingRight: '12px', color: ink, textAlign: 'left', verticalAlign: 'top' };
  return (
    <table
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      aria-label={title}
      style={{ margin: '0 0 8px', borderCollapse: 'collapse' }}
    >
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column} scope="col" align="left" style={{ ...cell, color: quiet, fontWeight: 'normal' }}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(([name, ...numbers]) => (
          <tr key={name}>
            <th scope="row" align="left" style={{ ...cell, fontWeight: 'normal' }}>
              {name}
            </th>
            {numbers.map((number, index) => (
              <td key={table.columns[index + 1]} style={cell}>
                {number}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
