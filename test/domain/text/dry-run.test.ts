import { expect, test } from 'vitest';
import { DryRunStop } from '../../../src/domain/text/dry-run.ts';

test('a stop carries the request that was not sent, and says what it is', () => {
  const request = { method: 'POST', url: 'https://api.example.com/x', body: { a: 1 } };
  const stop = new DryRunStop(request);
  expect(stop.request).toBe(request);
  expect(String(stop)).toBe('DryRunStop: dry run');
});
