import { expect, it } from 'vitest';
import { Button, NotificationBanner, StepsSoFar, SummaryList, Table, TypedText } from '../../lambdas/pages/kit.ts';
import { readMarkup } from './sample-form.tsx';

it('shows how far a review has come, and marks the present step for those who listen', () => {
  const $ = readMarkup(
    <StepsSoFar
      steps={[
        { text: 'Dates agreed', state: 'done', when: 'Friday 4 September 2026' },
        { text: 'Team chosen', state: 'now' },
        { text: 'The visit', state: 'later' },
      ]}
    />,
  );
  expect(
    $('li')
      .toArray()
      .map((step) => $(step).text()),
  ).toEqual(['Dates agreedFriday 4 September 2026Done', 'Team chosenNow', 'The visitLater']);
  expect($('[aria-current="step"]').text()).toBe('Team chosenNow');
});

it('keeps paragraphs and line breaks of text that somebody typed, and nothing else of it', () => {
  const $ = readMarkup(<TypedText text={'One\ntwo\n\n \n<i>Three</i>\n'} />);
  expect(
    $('p')
      .toArray()
      .map((paragraph) => $(paragraph).html()),
  ).toEqual(['One<br>two', '&lt;i&gt;Three&lt;/i&gt;<br>']);
});

it('names rows and columns of a table, which keyboard users can scroll', () => {
  const $ = readMarkup(<Table caption="Placements" columns={['School', 'Days']} rows={[['Hillside', '12 January']]} />);
  expect($('th[scope="col"]').length).toBe(2);
  expect($('th[scope="row"]').text()).toBe('Hillside');
  expect($('section[tabindex="0"]').attr('aria-label')).toBe('Placements');
});

it('pairs labels with values', () => {
  const $ = readMarkup(<SummaryList rows={[{ label: 'School', value: 'Hillside' }]} />);
  expect([$('dt').text(), $('dd').text()]).toEqual(['School', 'Hillside']);
});

it('makes a button that sends the form, or a link that only looks like one', () => {
  const $ = readMarkup(
    <>
      <Button name="save" value="draft" kind="secondary">
        Save
      </Button>
      <Button href="/reports/1">Read</Button>
    </>,
  );
  expect($('button').attr('type')).toBe('submit');
  expect($('button').val()).toBe('draft');
  expect($('a.govuk-button').attr('href')).toBe('/reports/1');
});

it('announces a success at once, and other news as a landmark', () => {
  expect(readMarkup(<NotificationBanner success>Saved</NotificationBanner>)('[role="alert"]')).toHaveLength(1);
  expect(readMarkup(<NotificationBanner>Moved</NotificationBanner>)('section[aria-labelledby]')).toHaveLength(1);
});
