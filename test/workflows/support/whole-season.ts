import { describe, expect, it } from 'vitest';
import { allQuestions } from '../../../lambdas/app/catalogue.ts';
import { everyFreeText } from '../../../local/people/free-text.ts';
import { readNetwork } from '../../../local/play/seed-network.ts';
import { checkRecords } from './records.ts';
import { everyRow, stepsOfRound } from './repeat.ts';
import { linksIn } from './scanner.ts';
import type { Scenario } from './scenario.ts';
import { aboutOf, membershipOf, type Season } from './season.ts';

/** What holds of every review of a season, whatever happened in it. */
export function checkWholeSeason(season: () => Season, scenarios: readonly Scenario[]): void {
  describe('in the whole season', () => {
    checkRecords(season, scenarios);

    it('nothing fails out of sight', () => {
      const { stack } = season();
      expect(stack.problems.messages).toEqual([]);
      expect(stack.deadLetters).toEqual([]);
      const ends = new Set(stack.engine.listExecutions().map(({ status }) => status));
      expect(ends).toEqual(new Set(['SUCCEEDED', 'RUNNING', 'ABORTED']));
    });

    it('a scanner that follows every link of every mail answers nothing', async () => {
      const { scanner, answers, stack, store } = season();
      expect(scanner.links).toBeGreaterThan(500);
      expect(scanner.strange).toEqual([]);
      const pressed = new Set(
        answers
          .filter(({ status }) => status === 200)
          .map(({ reached: { asked, now } }) => `${asked.about} ${now} ${asked.question}`),
      );
      const abouts = scenarios.flatMap(({ host }) => [aboutOf(host), membershipOf(host)]);
      const answered = (await Promise.all(abouts.map((about) => store.decisionsAbout(about))))
        .flat()
        .filter(({ status }) => status === 'answered');
      expect(answered.length).toBeGreaterThan(300);
      expect(
        answered.filter(({ about, answeredAt, question }) => !pressed.has(`${about} ${answeredAt} ${question}`)),
      ).toEqual([]);
      expect(stack.counts().functionRunsByFunction.ShowPage).toBeGreaterThan(scanner.links);
    });

    it('every step that is run a second time changes nothing and mails nobody', () => {
      const { repeats, stack } = season();
      expect(repeats.differences).toEqual([]);
      const steps = stack.functions.all
        .map(({ id }) => id)
        .filter(
          (id) =>
            ![
              ...['AskAPerson', 'ShowPage', 'TakeAnswer', 'PrintReport', 'ShowOverview'],
              ...['RecordMailEvent', 'SteerReview', 'RecordWhoActed', 'PublishEvents', 'PassOfficesOn'],
              ...stepsOfRound,
            ].includes(id),
        );
      // For these no workflow waits; availability is asked in a round, which the play of a term repeats.
      const standing = [
        ...['change-publication', 'receive-report', 'report-progress', 'book-training', 'availability'],
        'confirm-year',
      ];
      const ofRound: readonly string[] = ['approve-plan'];
      const questions = allQuestions
        .map(({ name }) => name)
        .filter((name) => ![...standing, ...ofRound].includes(name));
      expect(repeats.repeated).toEqual(new Set([...steps, ...questions.map((name) => `AskAPerson ${name}`)]));
    });

    it('everybody gets one mail a day that reminds, and no mail twice', () => {
      const mails = season().stack.inbox.messages();
      const ids = mails.map(({ tags }) => `${tags.about} ${tags.message}`);
      expect(new Set(ids).size).toBe(ids.length);
      const rounds = mails.flatMap(({ tags }) => (tags.message?.startsWith('round') ? [tags.message] : []));
      expect(rounds.length).toBeGreaterThan(60);
      expect(new Set(rounds).size).toBe(rounds.length);
    });

    it('no name, address, answer or link is in workflows or logs', () => {
      const { stack } = season();
      const histories = stack.engine
        .listExecutions()
        .map((each) => JSON.stringify([each.name, each.input, each.output, stack.engine.history(each.executionArn)]));
      const logs = stack.functions.logs().map(({ line }) => line);
      const written = [...stringsIn([...histories, ...logs])].join('\n');
      expect(written).toContain('qar-2026-900001');
      expect(logs.length).toBeGreaterThan(500);
      const { people = [] } = readNetwork({ today: '2026-02-02' }).toImport;
      const secrets = stack.inbox
        .messages()
        .flatMap((mail) => linksIn(mail).map((link) => link.split('/').at(-1) ?? ''));
      const answers = [
        ...['Our own trip is in that week', 'former colleague', 'The number is wrong', 'Both sides were heard'],
        ...['The boiler failed', 'We merge with our neighbour', 'It is outside England', 'Nora Quill', 'Ines Okoro'],
        ...['How our schools learn from each other', '@'],
        // Shorter ones are roles and times of day, which may stand elsewhere too.
        ...everyFreeText().filter((text) => text.length > 30),
      ];
      const sensitive = [...people.flatMap(({ name, email }) => [name, email]), ...secrets, ...answers];
      expect(secrets.length).toBeGreaterThan(400);
      expect(sensitive.filter((text) => text.includes('"'))).toEqual([]); // it would be looked for in vain
      expect(sensitive.filter((text) => text !== '' && written.includes(text))).toEqual([]);
    });

    it('only hashes of links are kept in the table', async () => {
      const rows = [...(await everyRow(season().stack)).values()].join('\n');
      const secrets = season()
        .stack.inbox.messages()
        .flatMap((mail) => linksIn(mail).filter((link) => link.includes('/d/')))
        .map((link) => link.split('/').at(-1) ?? '');
      expect(secrets.filter((secret) => rows.includes(secret))).toEqual([]);
    });
  });
}

/** The strings of JSON, and of JSON within it, each once: the same input stands at every state of an execution. */
const stringsIn = (json: readonly string[]): Set<string> => new Set(json.flatMap((text) => text.split(/\\*"/)));
