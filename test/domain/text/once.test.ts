import { expect, test } from 'vitest';
import { once } from '../../../src/domain/text/once.ts';

test('runs the work once, on the first call, and gives every caller its result', async () => {
  let done = 0;
  const read = once(async () => {
    done += 1;
    return `read ${done}`;
  });
  expect(done).toBe(0);
  expect(await Promise.all([read(), read()])).toEqual(['read 1', 'read 1']);
  expect(await read()).toBe('read 1');
});

test('gives every caller the failure too', async () => {
  let tried = 0;
  const read = once(async () => {
    tried += 1;
    throw new Error(`try ${tried}`);
  });
  await expect(read()).rejects.toThrow('try 1');
  await expect(read()).rejects.toThrow('try 1');
});
