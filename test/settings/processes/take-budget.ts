import { createRateBudget } from '../../../src/settings/rate-budget.ts';

/** Takes several requests from the shared budget and prints when each was counted, as JSON. */
const [folder = '', times = '0', calls = '0', windowMs = '0'] = process.argv.slice(2);

async function main(): Promise<void> {
  let clock = 0;
  const counted: number[] = [];
  const budget = createRateBudget({
    folder,
    now: () => {
      clock = Date.now();
      return clock;
    },
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    onWait: () => {},
    calls: Number(calls),
    windowMs: Number(windowMs),
    marginMs: 50,
  });
  for (let time = 0; time < Number(times); time += 1) {
    await budget.take('0123456789abcdef', '/calls/start');
    counted.push(clock);
  }
  process.stdout.write(JSON.stringify(counted));
}

void main();
