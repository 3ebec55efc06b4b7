import { describe, expect, it } from 'vitest';
import { Progress } from '../../../local/play/progress.ts';

/** A screen that keeps what is written, with a clock that is moved by hand. */
function watched(terminal: { isTTY?: boolean; columns?: number } = {}) {
  const written: string[] = [];
  const clock = { milliseconds: 0 };
  const keep = (text: string): number => written.push(text);
  const progress = new Progress({
    screen: { write: keep, ...terminal },
    output: { write: keep },
    now: () => clock.milliseconds,
  });
  return { progress, written, clock };
}

describe('the progress of a play', () => {
  it('is a plain line for each part and milestone where there is no terminal, with the time each took', () => {
    const { progress, written, clock } = watched();
    progress.begin('synthesizing');
    clock.milliseconds = 2340;
    progress.begin('playing', () => 'asked only for a terminal');
    clock.milliseconds = 3000;
    progress.milestone('team, 17 November 2026, 48%');
    progress.print('a line of the play');
    clock.milliseconds = 5440;
    progress.end();
    expect(written).toEqual([
      'Synthesizing ...\n',
      'Synthesizing took 2.3 s. Playing ...\n',
      '  team, 17 November 2026, 48% (0.7 s)\n',
      'a line of the play\n',
      'Playing took 3.1 s.\n',
    ]);
  });

  it('is one line of a terminal that is written anew, below what is printed meanwhile', () => {
    const { progress, written, clock } = watched({ isTTY: true, columns: 80 });
    progress.begin('seeding');
    clock.milliseconds = 400;
    progress.begin('playing', () => 'team, 48%');
    progress.print('a line of the play');
    clock.milliseconds = 1400;
    progress.end();
    expect(written).toEqual([
      '\r\x1b[KSeeding 0.0 s',
      '\r\x1b[KSeeding 0.4 s, playing 0.0 s: team, 48%',
      '\r\x1b[K',
      'a line of the play\n',
      '\r\x1b[KSeeding 0.4 s, playing 0.0 s: team, 48%',
      '\r\x1b[KSeeding 0.4 s, playing 1.0 s.\n',
    ]);
  });

  it('never runs over the edge of a narrow terminal, and drops what is long done first', () => {
    const { progress, written } = watched({ isTTY: true, columns: 40 });
    for (const part of ['loading', 'synthesizing', 'starting the stack']) progress.begin(part);
    progress.begin('playing', () => 'preparation, 15 December 2026, 53%');
    expect(written.every((text) => text.replace('\r\x1b[K', '').length < 40)).toBe(true);
    expect(written).toContain('\r\x1b[K..., starting the stack 0.0 s');
    expect(written.at(-1)).toBe('\r\x1b[KPlaying 0.0 s: preparation, 15 December');
    progress.end();
  });

  it('writes nothing once it has ended, so that a complaint is not drawn over', () => {
    const { progress, written } = watched({ isTTY: true });
    progress.begin('loading');
    progress.end();
    const before = written.length;
    progress.end();
    progress.milestone('nowhere');
    progress.warn('a complaint');
    expect(written.slice(before)).toEqual(['a complaint\n']);
  });
});
