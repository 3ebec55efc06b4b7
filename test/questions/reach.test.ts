import { expect, test } from 'vitest';
import { reachInWords, telephoneThem } from '../../lambdas/questions/reach.ts';

const jo = { email: 'jo@hill.example', telephone: '07700 900123' };

test('nobody is told to telephone without the number', () => {
  expect(telephoneThem(jo, { whom: 'the head' })).toBe('telephone the head on 07700 900123');
  expect(telephoneThem({}, { office: '01632 960001' })).toBe('telephone them on 01632 960001');
  expect(telephoneThem({}, { whom: 'the head' })).toBe('find out a number of the head, since we have none');
});

test('somebody is reached by address, number and office, as far as they are known', () => {
  expect(reachInWords(jo, '01632 960001')).toBe('jo@hill.example, telephone 07700 900123, office 01632 960001');
  expect(reachInWords({ email: 'jo@hill.example' })).toBe('jo@hill.example');
});
