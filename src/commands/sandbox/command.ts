import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

export function declareSandbox(sandbox: Command, launch: Launch): void {
  explainCommand(sandbox, {
    examples: ['sandbox start', 'sandbox scenarios', 'doctor --sandbox --scenario token-rotated'],
  });

  const start = sandbox
    .command('start')
    .description('run the sandbox until Ctrl-C, for other programs to use')
    .option('--port <port>', 'the port on 127.0.0.1 (default: 0, a free one)')
    .option('--state <file>', 'keep the world in this file; without it, it ends with the process')
    .option('--enforce-limits', 'count requests against the documented limits of a minute')
    .option('--latency <ms>', 'milliseconds before each answer')
    .action(
      launch(
        async () => (await import('./start.ts')).start,
        ({ options, globals }) => ({ ...options, scenario: globals.scenario }),
      ),
    );
  explainCommand(start, {
    examples: [
      'sandbox start',
      'sandbox start --scenario two-connections --port 4010 > sandbox.json &',
      'sandbox start --state world.json --enforce-limits',
    ],
    notes: [
      'In a pipe and with --json, the first line on stdout is one line of JSON, printed as soon as it listens: vocobase_base_url, plivo_base_url, api_key, auth_id, auth_token, scenario, pid.',
      '--scenario names the world to begin with. Without it, the world of the --state file goes on; a file of another scenario is begun afresh.',
      'Below /__sandbox on its port: GET /requests, GET /world, POST /reset, PUT /scenario, PUT /choices.',
    ],
    results: ['130, 143  stopped by Ctrl-C or SIGTERM, which is how it ends'],
    codes: ['INVALID_VALUE'],
  });

  const reset = sandbox
    .command('reset')
    .description('forget what --sandbox keeps between commands: one scenario, or all')
    .action(
      launch(
        async () => (await import('./reset.ts')).reset,
        ({ globals }) => ({ scenario: globals.scenario }),
      ),
    );
  explainCommand(reset, {
    examples: ['sandbox reset', 'sandbox reset --scenario healthy'],
    notes: [
      'Settings made with --sandbox are forgotten with it. A sandbox of its own process (start) is reset at POST /__sandbox/reset.',
    ],
    codes: ['INVALID_VALUE'],
    writes: true,
  });

  const scenarios = sandbox
    .command('scenarios')
    .description('list the states that the sandbox can be in')
    .action(
      launch(
        async () => (await import('./scenarios.ts')).listScenarios,
        () => undefined,
      ),
    );
  explainCommand(scenarios, {
    examples: ['sandbox scenarios', 'status --sandbox --scenario two-connections'],
  });

  const choices = sandbox
    .command('choices')
    .description('list what the API documentation leaves open, and what the sandbox does instead')
    .action(
      launch(
        async () => (await import('./choices.ts')).listChoices,
        () => undefined,
      ),
    );
  explainCommand(choices, { examples: ['sandbox choices', 'sandbox choices --json'] });
}
