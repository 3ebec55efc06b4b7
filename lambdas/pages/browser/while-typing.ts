/**
 * The one script of our pages: it saves long forms while somebody types, and counts words. It sends what the button that saves
 * would send, never an answer; without it every page does all it does.
 */

/** Milliseconds after the last key until a form is saved. */
const QUIET = 3_000;
/** Milliseconds between two savings, and the longest that somebody types on without one: 30 in the ten minutes that are counted. */
const APART = 20_000;
/** Milliseconds until an answer is no longer waited for. */
const PATIENCE = 10_000;
/** What a browser still sends for a page that is gone: 64 KB, less what the request itself takes. */
const MOST_WHEN_GONE = 60_000;

const OFFLINE =
  'You are offline, so what you write is not saved. Keep this page open: it is saved once you are online.';
const UNREACHED = 'What you write could not be saved just now. Keep this page open: we try again.';
const BY_HAND = 'This page is no longer saved while you type. Save it with its button.';

/** Says below a field how many words it has, as the server counts its characters; aloud only when little room is left. */
function countWords(field: HTMLTextAreaElement): void {
  const limit = Number(field.dataset['limit']);
  const count = document.createElement('div');
  count.className = 'govuk-hint app-textarea-note';
  (field.nextElementSibling ?? field).after(count);
  const tell = (): void => {
    const text = field.value.trim();
    const words = text === '' ? 0 : text.split(/\s+/).length;
    const left = limit - [...text].length;
    const room = left < 0 ? `${many(-left, 'character')} too many` : `${many(left, 'character')} left`;
    count.setAttribute('aria-live', left < limit / 10 ? 'polite' : 'off');
    count.classList.toggle('govuk-error-message', left < 0);
    count.textContent = `${many(words, 'word')} so far, ${room}`;
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(tell, 500);
  });
  tell();
}

const many = (count: number, one: string): string => `${count.toLocaleString('en-GB')} ${one}${count === 1 ? '' : 's'}`;

function saveWhileTyping(form: HTMLFormElement): void {
  const version = form.elements.namedItem('draft-version') as HTMLInputElement;
  const status = document.createElement('p');
  status.className = 'govuk-hint';
  status.setAttribute('role', 'status');
  form.append(status);
  const say = (words: string): void => {
    if (status.textContent !== words) status.textContent = words;
  };
  /** Whether something was typed that no saving has. */
  let unsaved = false;
  /** What was sent and may have arrived: it is sent once more as it was, so that our own text is not taken for somebody else's. */
  let unknown: string | undefined;
  let underWay: Promise<void> | undefined;
  /** Whether the last saving was less than `APART` ago. */
  let rests = false;
  let stopped = false;
  let leaving = false;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let longest: ReturnType<typeof setTimeout> | undefined;

  const hasToSave = (): boolean => !stopped && !leaving && (unsaved || unknown !== undefined);

  const plan = (): void => {
    clearTimeout(quiet);
    if (!hasToSave() || rests) return;
    quiet = setTimeout(() => save(), QUIET);
    longest ??= setTimeout(() => save(), APART);
  };

  const save = (isGone = false): void => {
    if (underWay || !hasToSave() || (rests && !isGone)) return;
    clearTimeout(quiet);
    clearTimeout(longest);
    longest = undefined;
    rests = true;
    setTimeout(() => {
      rests = false;
      plan();
    }, APART);
    if (!navigator.onLine) {
      say(OFFLINE);
      return;
    }
    if (unknown === undefined) unsaved = false;
    unknown ??= asSaved(form);
    const body = unknown;
    underWay = fetch(form.action, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
      keepalive: isGone && body.length < MOST_WHEN_GONE,
      signal: AbortSignal.timeout(PATIENCE),
    })
      .then(heard)
      .catch(() => say(navigator.onLine ? UNREACHED : OFFLINE))
      .finally(() => {
        underWay = undefined;
        plan();
      });
  };

  const heard = async (response: Response): Promise<void> => {
    if (response.status >= 500) {
      say(UNREACHED);
      return;
    }
    if (response.status === 429) {
      unknown = undefined; // it was turned away, so what has been typed since goes with it
      unsaved = true;
      say(UNREACHED);
      return;
    }
    const told = await response.json().catch(() => ({ said: BY_HAND }));
    unknown = undefined;
    stopped = told.version === undefined;
    if (!stopped) version.value = String(told.version);
    say(stopped ? (told.said ?? BY_HAND) : `Saved at ${told.at}`);
  };

  form.addEventListener('input', () => {
    unsaved = true;
    plan();
  });
  document.addEventListener('visibilitychange', () => document.hidden && save(true));
  addEventListener('online', () => {
    rests = false;
    plan();
  });
  addEventListener('pageshow', () => {
    leaving = false;
  });
  // Whoever presses a button while a saving is under way, or after one of which nothing was heard, sends the version that it makes, or
  // they would be told of themselves.
  form.addEventListener('submit', (event) => {
    const waiting = leaving;
    if (!waiting && unknown !== undefined) save(true);
    leaving = true;
    if (!underWay) return;
    event.preventDefault();
    if (!waiting) underWay.finally(() => form.requestSubmit(event.submitter));
  });
}

/** The form as the button that saves would send it. */
function asSaved(form: HTMLFormElement): string {
  const sent = new URLSearchParams();
  for (const [name, value] of new FormData(form)) sent.append(name, String(value).replace(/\r?\n/g, '\r\n'));
  sent.set('step', 'save');
  sent.set('while-typing', 'yes');
  return sent.toString();
}

// At the end, when everything that they use is there.
for (const field of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-limit]')) countWords(field);
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-saves]')) saveWhileTyping(form);
