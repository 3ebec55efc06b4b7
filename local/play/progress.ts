/** Where progress is shown; standard error, so that standard output has what was asked for alone. */
export interface Screen {
  write(text: string): unknown;
  /** Whether it is a terminal, on which a line can be written anew. */
  readonly isTTY?: boolean;
  /** How many characters fit into a line of the terminal. */
  readonly columns?: number;
}

export interface ProgressOptions {
  readonly screen: Screen;
  /** Takes the lines of the play itself: see `print`. */
  readonly output: Pick<Screen, 'write'>;
  /** Milliseconds of real time since any moment. */
  readonly now?: () => number;
}

/** A line on a terminal is written anew so often while nothing else happens, in milliseconds. */
const REDRAW_MS = 250;

const DEFAULT_COLUMNS = 80;
const CLEAR_LINE = '\r\x1b[K';

/**
 * Tells what is being done, and how long each part took. On a terminal this is one line that moves below everything that
 * is printed meanwhile; elsewhere it is a line when a part begins, and one for each milestone within it.
 */
export class Progress {
  readonly #screen: Screen;
  readonly #output: Pick<Screen, 'write'>;
  readonly #now: () => number;
  readonly #done: string[] = [];
  #part: { readonly name: string; readonly from: number; readonly where: () => string } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor({ screen, output, now = () => performance.now() }: ProgressOptions) {
    this.#screen = screen;
    this.#output = output;
    this.#now = now;
  }

  /**
   * Begins a part, and ends the one before it.
   *
   * @param name 'synthesizing'
   * @param where how far the part is, in words, asked each time that the line of a terminal is written
   */
  begin(name: string, where: () => string = () => ''): void {
    const took = this.#endPart();
    this.#part = { name, from: this.#now(), where };
    if (!this.#screen.isTTY) {
      this.#screen.write(`${took === '' ? '' : `${capital(took)}. `}${capital(name)} ...\n`);
      return;
    }
    this.#draw();
    this.#timer ??= setInterval(() => this.#draw(), REDRAW_MS).unref();
  }

  /** Tells where the part under way has come to: a line of its own where there is no terminal. */
  milestone(where: string): void {
    if (!this.#part) return;
    if (this.#screen.isTTY) this.#draw();
    else this.#screen.write(`  ${where} (${seconds(this.#now() - this.#part.from)})\n`);
  }

  /** Prints a line of what was asked for, above the moving line. */
  print(line: string): void {
    this.#above(() => this.#output.write(`${line}\n`));
  }

  /** Prints a line about something that went wrong, above the moving line. */
  warn(line: string): void {
    this.#above(() => this.#screen.write(`${line}\n`));
  }

  /** Ends the last part; what each part took stays on the screen. */
  end(): void {
    if (!this.#part) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    const took = this.#endPart();
    const line = this.#screen.isTTY ? this.#done.join(', ') : took;
    this.#screen.write(`${this.#screen.isTTY ? CLEAR_LINE : ''}${capital(line)}.\n`);
    this.#done.length = 0;
  }

  #endPart(): string {
    if (!this.#part) return '';
    const took = `${this.#part.name} took ${seconds(this.#now() - this.#part.from)}`;
    this.#done.push(`${this.#part.name} ${seconds(this.#now() - this.#part.from)}`);
    this.#part = undefined;
    return took;
  }

  #above(write: () => void): void {
    const isDrawn = this.#part !== undefined && this.#screen.isTTY === true;
    if (isDrawn) this.#screen.write(CLEAR_LINE);
    write();
    if (isDrawn) this.#draw();
  }

  #draw(): void {
    if (!this.#part) return;
    const { name, from, where } = this.#part;
    const now = [`${name} ${seconds(this.#now() - from)}`, where()].filter((text) => text !== '').join(': ');
    const columns = (this.#screen.columns || DEFAULT_COLUMNS) - 1;
    this.#screen.write(`${CLEAR_LINE}${fitting(this.#done, now, columns)}`);
  }
}

/** What is done and what is under way in one line; what was done first gives way where there is no room. */
function fitting(done: readonly string[], now: string, columns: number): string {
  for (let from = 0; from <= done.length; from++) {
    const line = capital([...(from > 0 ? ['...'] : []), ...done.slice(from), now].join(', '));
    if (line.length <= columns) return line;
  }
  return capital(now).slice(0, columns);
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
