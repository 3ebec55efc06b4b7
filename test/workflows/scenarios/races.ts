import { describe, expect, it } from 'vitest';
import type { Interrupt } from '../../../local/endpoint/aws-endpoint.ts';
import { AwsError } from '../../../local/endpoint/aws-error.ts';
import { encodeForm, type FieldValues, readPage } from '../../../local/people/form.ts';
import { atOneMoment } from '../support/at-one-moment.ts';
import { functionName } from '../support/function-name.ts';
import { everyRow } from '../support/repeat.ts';
import { linksIn } from '../support/scanner.ts';
import type { Season } from '../support/season.ts';

/** The year whose renewal has just opened: its questions are open, and nobody has answered them. */
const NEXT = '2027';
const QUESTION = 'sign-agreement.1.1';

/** Sent from the page on which an answer is checked. */
const SIGN = { step: 'send', decision: 'sign', agreed: 'yes', role: 'Headteacher', use: 'qar' };
const DECLINE = { step: 'send', decision: 'decline', reason: 'We have no time' };

const MINUTE = 60_000;

const loseCallbacks: Interrupt = ({ service }) =>
  service === 'states' ? new AwsError('AccessDeniedException', 'The callback is lost.') : undefined;

/** What happens when people, and the workflow, act at the same moment. Each test takes a member of its own. */
export function checkRaces(season: () => Season): void {
  const about = (member: string) => `membership-${NEXT}-${member}`;
  const settle = () => season().stack.clock.run({ until: season().stack.clock.now() + MINUTE });

  /** The link of the first mail that asked, as it stands in it. */
  function linkOf(member: string): string {
    const [mail] = season()
      .stack.inbox.messages()
      .filter(({ tags }) => tags.about === about(member));
    const [link] = mail ? linksIn(mail).filter((each) => each.includes('/d/')) : [];
    if (link === undefined) throw new Error(`Nobody was asked about ${about(member)}.`);
    return season().stack.localUrl(link);
  }

  /** Two forms are sent at one link, and neither knows of the other when it comes to be written. */
  const bothAtOnce = (link: string, one: FieldValues, other: FieldValues) =>
    atOneMoment(
      season().stack,
      'TakeAnswer',
      () => post(link, one),
      () => post(link, other),
    );

  async function post(link: string, fields: FieldValues): Promise<{ status: number; title: string }> {
    const response = await fetch(link, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: encodeForm(fields),
    });
    return readPage(await response.text(), response.status);
  }

  /** What became of a member's question, in the row, the membership, the workflow, the audit and the mails. */
  async function outcomeFor(member: string) {
    await settle();
    const { stack, store } = season();
    const decision = await store.decision(about(member), QUESTION);
    const execution = stack.engine.listExecutions().find(({ name }) => name === `subscription-${NEXT}-${member}`);
    const states = stack.engine
      .history(execution?.executionArn ?? '')
      .flatMap(({ type, details }) => (type.endsWith('StateEntered') ? [String(details?.name)] : []));
    const audit = (await store.audit(about(member))).map(({ entry }) => entry);
    const reviews = (await store.reviewsOfHost(member)).filter(({ year }) => year === NEXT);
    return {
      row: decision?.status,
      membership: (await store.membership(member, NEXT))?.status,
      end: execution?.status === 'SUCCEEDED' ? states.at(-1) : execution?.status,
      settled: audit.filter((entry) => /\.(answered|expired)$/.test(entry)).length,
      reviews: reviews.length,
    };
  }

  const asSigned = { row: 'answered', membership: 'signed', end: "Plan the year's reviews", settled: 1, reviews: 1 };
  const asDeclined = { ...asSigned, membership: 'declined', end: 'Let the membership lapse', reviews: 0 };
  const asLapsed = { ...asDeclined, row: 'expired', membership: 'lapsed' };

  /** Holds the first call of a function to an action until it is let go; other calls pass. */
  function hold(id: string, action: string) {
    const caller = functionName(season().stack, id);
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    let isHeld = false;
    const end = season().stack.interrupt(async (call) => {
      if (isHeld || call.caller !== caller || call.action !== action) return undefined;
      isHeld = true;
      reached.resolve();
      await released.promise;
      return undefined;
    });
    return { reached: reached.promise, release: () => released.resolve(), end };
  }

  /** The wait for a member's answer ends, as its timeout has it: the state is entered again, at the expiry. */
  async function timeOut(member: string): Promise<unknown> {
    const { stack, store } = season();
    const row = await store.decision(about(member), QUESTION);
    if (row?.token === undefined) throw new Error(`Nothing waits for ${about(member)}.`);
    return stack.functions.invoke(functionName(stack, 'AskAPerson'), {
      ...{ question: 'sign-agreement', about: about(member), turn: 1, round: 1 },
      ...{ expiresAt: row.expiresAt, askedAt: row.expiresAt, token: row.token },
    });
  }

  describe('at one moment', () => {
    it('the same form twice is one answer, with the same thanks', async () => {
      const both = await bothAtOnce(linkOf('900001'), SIGN, SIGN);
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
      expect(both[0]?.title).toBe(both[1]?.title);
      expect(await outcomeFor('900001')).toEqual(asSigned);
      const thanks = season()
        .stack.inbox.messages()
        .filter(({ tags, subject }) => tags.about === about('900001') && subject.startsWith('Thank you'));
      expect(thanks).toHaveLength(1);
    });

    it('two different answers are one, and the other reads what was decided', async () => {
      const both = await bothAtOnce(linkOf('900003'), SIGN, DECLINE);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await outcomeFor('900003')).toEqual(both[0]?.status === 200 ? asSigned : asDeclined);
    });

    it('an answer and a hand-over are one of them', async () => {
      const handOver = {
        ...{ 'hand-over': 'yes', 'colleague-name': 'Ada Rook', 'colleague-job': 'Deputy headteacher' },
        'colleague-email': 'ada.rook@mill-lane.example',
      };
      const link = linkOf('900005');
      const [answer, handed] = await bothAtOnce(link, SIGN, handOver);
      const { row } = await outcomeFor('900005');
      if (answer.status === 200) {
        expect({ handed: handed.status, row }).toEqual({ handed: 409, row: 'answered' });
      } else {
        expect({ answer: answer.status, handed: handed.status, row }).toEqual({
          answer: 403,
          handed: 200,
          row: 'open',
        });
        const decision = await season().store.decision(about('900005'), QUESTION);
        expect(decision?.person).toMatch(/^colleague-/);
      }
    });

    it('a second person decides nothing once somebody else was named', async () => {
      const link = linkOf('900006');
      const handed = await post(link, {
        ...{ 'hand-over': 'yes', 'colleague-name': 'Ben Thrush', 'colleague-job': 'Deputy headteacher' },
        'colleague-email': 'ben.thrush@foxglove.example',
      });
      expect(handed.status).toBe(200);
      expect((await post(link, DECLINE)).status).toBe(403);
      const shown = readPage(await (await fetch(link)).text(), 200);
      expect(shown.controls).toBeUndefined();
      const [mail] = season().stack.inbox.messages({ to: 'ben.thrush@foxglove.example' });
      const [theirs] = mail ? linksIn(mail).filter((each) => each.includes('/d/')) : [];
      expect((await post(season().stack.localUrl(theirs ?? ''), SIGN)).status).toBe(200);
      expect(await outcomeFor('900006')).toEqual(asSigned);
    });

    it('silence that is recorded before an answer is the answer, and the workflow follows it', async () => {
      const held = hold('TakeAnswer', 'TransactWriteItems');
      const answer = post(linkOf('900009'), SIGN);
      await held.reached;
      await timeOut('900009');
      held.release();
      expect((await answer).status).toBe(409);
      held.end();
      expect(await outcomeFor('900009')).toEqual(asLapsed);
    });

    it('an answer that is recorded before the silence is the answer, and the workflow follows it', async () => {
      const held = hold('AskAPerson', 'TransactWriteItems');
      const over = timeOut('900013');
      await held.reached;
      expect((await post(linkOf('900013'), SIGN)).status).toBe(200);
      held.release();
      await over;
      held.end();
      expect(await outcomeFor('900013')).toEqual(asSigned);
    });

    it.each([
      ['a millisecond before the expiry counts', '900015', 1, 200],
      ['at the expiry comes too late', '900016', 0, 409],
    ])('an answer %s', async (_when, member, ms, status) => {
      const { store, stack } = season();
      const expiresAt = new Date(stack.clock.now() + ms).toISOString();
      await store.entities.decision
        .patch({ about: about(member), decision: QUESTION })
        .set({ expiresAt })
        .go();
      expect((await post(linkOf(member), SIGN)).status).toBe(status);
      expect((await store.decision(about(member), QUESTION))?.status).toBe(status === 200 ? 'answered' : 'open');
    });

    it('an answer whose callback was lost reaches the workflow with the next morning round', async () => {
      const { stack } = season();
      const end = stack.interrupt(loseCallbacks);
      expect((await post(linkOf('900017'), SIGN)).status).toBe(200);
      end();
      expect(await outcomeFor('900017')).toMatchObject({ row: 'answered', end: 'RUNNING', reviews: 0 });
      await stack.clock.run({ until: Date.parse('2027-02-15T08:00:00Z') });
      expect(await outcomeFor('900017')).toEqual(asSigned);
    });

    it('an answer whose callback was lost reaches the workflow when it is sent again', async () => {
      const { stack } = season();
      const end = stack.interrupt(loseCallbacks);
      expect((await post(linkOf('900020'), SIGN)).status).toBe(200);
      end();
      expect((await post(linkOf('900020'), SIGN)).status).toBe(200);
      expect(await outcomeFor('900020')).toEqual(asSigned);
    });
  });

  describe('started twice', () => {
    it('the annual renewal asks nobody again', async () => {
      const { stack } = season();
      const subscriptions = () => stack.engine.listExecutions().filter(({ name }) => name.startsWith('subscription-'));
      await settle();
      const [rows, mails, before] = [await everyRow(stack), stack.inbox.messages().length, subscriptions().length];
      const arn = stack.startExecution('annual-renewal', { input: { scheduledAt: '2027-02-01T09:00:00Z' } });
      await settle();
      expect(stack.engine.describeExecution(arn).status).toBe('SUCCEEDED');
      expect(await everyRow(stack)).toEqual(rows);
      expect(stack.inbox.messages()).toHaveLength(mails);
      expect(subscriptions()).toHaveLength(before);
    });

    it('an execution of the same name is refused', () => {
      const { stack } = season();
      const again = (machine: string, name: string, input: object) => () =>
        stack.startExecution(machine, { name, input });
      expect(again('review', 'qar-2026-900001', { about: 'qar-2026-900001' })).toThrow('Execution Already Exists');
      expect(again('subscription', 'subscription-2027-900022', { member: '900022', year: '2026' })).toThrow(
        'Execution Already Exists',
      );
    });

    it('the subscription that runs is given again, and nobody is asked twice', async () => {
      const { stack, store } = season();
      const input = { member: '900024', year: NEXT };
      stack.startExecution('subscription', { name: `subscription-${NEXT}-900024`, input });
      await settle();
      const decisions = await store.decisionsAbout(about('900024'));
      expect(decisions.map(({ decision, status }) => `${decision} ${status}`)).toEqual([`${QUESTION} open`]);
    });
  });
}
