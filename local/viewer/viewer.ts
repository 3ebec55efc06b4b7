import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import type { Pace } from '../pace.ts';
import type { StepFunctions } from '../step-functions/index.ts';
import { Waiting } from '../waiting.ts';
import { callSchema, callWidget } from './dashboard/call.ts';
import { dashboardPage } from './dashboard/page.ts';
import { executionsPage } from './execution-list.ts';
import { executionPage } from './execution-pages.ts';
import { frontPage } from './front-page.ts';
import { type Html, londonMidnight, page } from './layout.ts';
import { mailPage, mailsPage, shownHtml } from './mail-pages.ts';
import { tablePage } from './table-pages.ts';
import type { ViewerParts } from './viewer-parts.ts';

const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** The dashboard's page has the one script that stands for the console's own. */
const DASHBOARD_POLICY = `${PAGE_POLICY}; script-src 'self'; connect-src 'self'`;
/** A mail may show pictures and open links, and nothing else of its own. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; default-src 'none'; " +
  "style-src 'unsafe-inline'; img-src data: https: http:; frame-ancestors 'self'";

/** Reviews sleep for months; longer than a year nothing is waited for. */
const LONGEST_SKIP_MS = 366 * 86_400_000;

/** The local stack's own pages, all under `/_local`. */
export function viewerPages(parts: ViewerParts): RequestListener {
  const app = new Hono({ strict: false }).basePath('/_local');
  const show = (context: Context, content: Html, status: 200 | 404 = 200) => {
    context.header('Content-Security-Policy', PAGE_POLICY);
    return context.html(content, status);
  };
  const missing = (context: Context, what: string) =>
    show(context, page({ title: `There is no such ${what}` }, html``), 404);

  app.use(csrf());
  app.get('/', async (context) => {
    const { review, stage } = context.req.query();
    return show(context, await frontPage(parts, { review, stage }));
  });
  app.post('/clock', async (context) => {
    const form = await context.req.parseBody();
    await moveClock(parts, String(form.action), String(form.date ?? ''));
    return context.redirect(form.back === 'dashboards' ? '/_local/dashboards' : '/_local/', 303);
  });
  app.get('/mails', (context) => show(context, mailsPage(parts.inbox, context.req.query('to'))));
  app.get('/mails/:id', (context) => {
    const mail = parts.inbox.find(context.req.param('id'));
    return mail ? show(context, mailPage(mail)) : missing(context, 'mail');
  });
  app.get('/mails/:id/html', (context) => {
    const mail = parts.inbox.find(context.req.param('id'));
    if (!mail) return missing(context, 'mail');
    context.header('Content-Security-Policy', MAIL_POLICY);
    return context.html(shownHtml(mail));
  });
  app.get('/mails/:id/attachments/:index', (context) => {
    const attachment = parts.inbox.find(context.req.param('id'))?.attachments[Number(context.req.param('index'))];
    if (!attachment) return missing(context, 'attachment');
    context.header('Content-Type', attachment.mimeType);
    context.header('Content-Disposition', `attachment; filename="${attachment.filename.replace(/[^\w. -]/g, '_')}"`);
    return context.body(new Uint8Array(attachment.content));
  });
  app.get('/executions', (context) => show(context, executionsPage(parts, context.req.query('machine'))));
  app.get('/executions/:machine/:name', (context) => {
    const found = executionPage(parts, context.req.param('machine'), context.req.param('name'));
    return found ? show(context, found) : missing(context, 'execution');
  });
  app.get('/dashboards', (context) => {
    const [first] = parts.dashboards();
    return first ? context.redirect(`/_local/dashboards/${first.name}`) : missing(context, 'dashboard');
  });
  app.get('/dashboards/:name', async (context) => {
    const dashboard = parts.dashboards().find(({ name }) => name === context.req.param('name'));
    if (!dashboard) return missing(context, 'dashboard');
    context.header('Content-Security-Policy', DASHBOARD_POLICY);
    return context.html(await dashboardPage(dashboard, parts));
  });
  app.get('/dashboard.js', (context) => {
    context.header('Content-Type', 'text/javascript; charset=utf-8');
    return context.body(readFileSync(new URL('./dashboard/dashboard.browser.js', import.meta.url), 'utf8'));
  });
  app.post('/dashboard/call', async (context) => {
    const call = callSchema.safeParse(await context.req.json());
    return call.success ? context.html(await callWidget(call.data, parts)) : context.text('The call is wrong.', 400);
  });
  app.get('/table', async (context) => show(context, await tablePage(parts, context.req.query('pk'))));
  app.notFound((context) => missing(context, 'page'));
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    parts.problems.report(String(error));
    return context.text('The local stack could not show this page; the terminal says why.', 500);
  });
  return getRequestListener(app.fetch);
}

async function moveClock({ pace, engine }: ViewerParts, action: string, date: string): Promise<void> {
  if (action === 'next') await pace.skipToNext();
  if (action === 'asked') await skipToAsked(pace, engine);
  if (action === 'still' || action === 'real') pace.set(action);
  if (action === 'date') {
    const moment = londonMidnight(date);
    if (moment !== undefined) await pace.skipTo(moment);
  }
}

/** Skips to the next moment at which somebody is asked something, and has not answered yet. */
async function skipToAsked(pace: Pace, engine: StepFunctions): Promise<void> {
  const waiting = new Waiting(engine);
  await pace.skipUntil(() => waiting.count > 0, LONGEST_SKIP_MS);
  waiting.stop();
}
