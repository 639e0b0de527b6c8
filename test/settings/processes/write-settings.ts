import { openSettings } from '../../../src/settings/store.ts';

/** Writes one setting into each of several profiles and prints what went wrong, as JSON. */
const [folder = '', prefix = '', times = '1'] = process.argv.slice(2);

async function main(): Promise<void> {
  const warnings: string[] = [];
  let failure: unknown = null;
  let read: unknown = null;
  const started = performance.now();
  try {
    for (let time = 0; time < Number(times); time += 1) {
      const settings = await openSettings({
        folder,
        profile: { flag: `${prefix}-${time}` },
        onWarning: (text) => warnings.push(text),
      });
      await settings.write('agent', `agent of ${prefix}-${time}`);
      read = settings.read();
    }
  } catch (error) {
    failure = error instanceof Error ? { ...error, message: error.message } : String(error);
  }
  const listeners = process.listenerCount('SIGINT') + process.listenerCount('SIGTERM');
  const milliseconds = performance.now() - started;
  process.stdout.write(JSON.stringify({ failure, warnings, read, listeners, milliseconds }));
}

void main();
