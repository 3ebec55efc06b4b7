/**
 * What can be wrong with a page as it is laid out. Each function runs inside the page, so it stands by itself.
 */

/** A page that is wider than the screen has to be pushed to and fro to be read (WCAG 2.2, 1.4.10). */
export function tooWide(): readonly string[] {
  const needed = document.scrollingElement?.scrollWidth ?? 0;
  return needed > innerWidth ? [`is ${needed} pixels wide on a screen of ${innerWidth}`] : [];
}

/** Whatever can be pressed is at least 24 by 24 pixels, but for links within a sentence (WCAG 2.2, 2.5.8). */
export function smallTargets(): readonly string[] {
  const LEAST = 24;
  const isInSentence = (element: Element): boolean =>
    element.tagName === 'A' &&
    getComputedStyle(element).display === 'inline' &&
    (element.parentElement?.textContent ?? '').trim() !== (element.textContent ?? '').trim();
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((element) => element.checkVisibility() && !element.classList.contains('govuk-skip-link'))
    .filter((element) => !isInSentence(element))
    .flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      if (width >= LEAST && height >= LEAST) return [];
      const name = (element.textContent || element.getAttribute('name') || '').trim();
      return [`${element.tagName} '${name}' is ${Math.round(width)} by ${Math.round(height)} pixels`];
    });
}

/** Fields that bear the same words, so that somebody who hears them cannot tell them apart. */
export function fieldsAlike(): readonly string[] {
  const words = (element: Element | null | undefined): string => (element?.textContent ?? '').trim();
  const nameOf = (field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): string => {
    const legends: string[] = [];
    for (let set = field.closest('fieldset'); set; set = set.parentElement?.closest('fieldset') ?? null) {
      legends.unshift(words(set.querySelector('legend')));
    }
    return [...legends, ...[...(field.labels ?? [])].map((label) => words(label))].join(' / ');
  };
  const seen = new Set<string>();
  return [
    ...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
      'input:not([type=hidden]), textarea, select',
    ),
  ].flatMap((field) => {
    const name = nameOf(field);
    if (name === '') return [`'${field.name}' has no name`];
    if (seen.has(name)) return [`'${name}' is the name of two fields`];
    seen.add(name);
    return [];
  });
}

/** Text that its box cuts off, such as when it is twice as large (WCAG 2.2, 1.4.4). */
export function cutOff(): readonly string[] {
  const isForEarsOnly = (element: Element): boolean => element.clientWidth <= 1 || element.clientHeight <= 1;
  return [...document.querySelectorAll<HTMLElement>('body *:not(input, select)')] // a box of one line moves its text
    .filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const cuts = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      if (isForEarsOnly(element) || !element.checkVisibility()) return false;
      return (
        (cuts(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (cuts(overflowY) && element.scrollHeight > element.clientHeight + 1)
      );
    })
    .map((element) => `${element.tagName} cuts off '${(element.textContent ?? '').trim().slice(0, 60)}'`);
}

/** Links of the error summary that lead to no field. */
export function deadEnds(): readonly string[] {
  return [...document.querySelectorAll('.govuk-error-summary a')].flatMap((link) => {
    const field = document.getElementById((link.getAttribute('href') ?? '').slice(1));
    return field?.checkVisibility() ? [] : [`'${link.textContent}' leads to no field in sight`];
  });
}
