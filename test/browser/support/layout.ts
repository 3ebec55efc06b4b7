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

/**
 * What somebody loses to whom Windows gives colours of their own, here white on black: whatever can be filled in or pressed keeps an edge, what is
 * ticked shows it, text and bars of a picture stand off from the page (WCAG 2.2, 1.4.3, 1.4.11). The browser drops backgrounds and shadows then.
 */
export function lostInForcedColours(): readonly string[] {
  const LEAST_CONTRAST = 4.5;
  const LEAST_OF_SHAPES = 3;
  const words = (element: Element): string =>
    `${element.tagName} '${(element.textContent || element.getAttribute('name') || element.id).trim().slice(0, 40)}'`;
  const light = (colour: string): number | undefined => {
    const [red, green, blue, alpha = 1] = [...colour.matchAll(/[\d.]+/g)].map(([number]) => Number(number));
    if (red === undefined || green === undefined || blue === undefined || alpha === 0) return undefined;
    const linear = (part: number) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };
  const ground = light(getComputedStyle(document.body).backgroundColor) ?? 0;
  const contrast = (colour: string): number => {
    const ink = light(colour) ?? ground;
    return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
  };
  const hasEdge = (style: CSSStyleDeclaration): boolean =>
    (['Top', 'Bottom'] as const).some(
      (side) =>
        style[`border${side}Style`] !== 'none' &&
        Number.parseFloat(style[`border${side}Width`]) > 0 &&
        contrast(style[`border${side}Color`]) > LEAST_OF_SHAPES,
    );
  const edge = (element: Element): string[] => {
    const isBox = element.matches('input[type=radio], input[type=checkbox]');
    const drawn = isBox ? element.nextElementSibling : element;
    if (!drawn || !hasEdge(getComputedStyle(drawn, isBox ? '::before' : null)))
      return [`${words(element)} has no edge`];
    if (!isBox || !element.matches(':checked')) return [];
    const mark = getComputedStyle(drawn, '::after');
    const isSeen = mark.opacity !== '0' && (hasEdge(mark) || contrast(mark.backgroundColor) > LEAST_OF_SHAPES);
    return isSeen ? [] : [`${words(element)} does not show that it is ticked`];
  };
  return [
    ...[...document.querySelectorAll('button, input:not([type=hidden]), select, textarea')]
      .filter((element) => element.checkVisibility())
      .flatMap(edge),
    ...[...document.querySelectorAll('svg text')]
      .filter((text) => contrast(getComputedStyle(text).fill) < LEAST_CONTRAST)
      .map((text) => `${words(text)} of a picture is hard to see`),
    ...[...document.querySelectorAll('svg rect')]
      .map((bar) => getComputedStyle(bar))
      .filter(({ fill, stroke }) => contrast(fill) < LEAST_OF_SHAPES && contrast(stroke) < LEAST_OF_SHAPES)
      .map(({ fill }) => `a bar of ${fill} in a picture is hard to see`),
  ];
}
