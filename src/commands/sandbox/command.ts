import type { Command } from 'commander';
import type { Launch } from '../../ports/launch.ts';
import { explainCommand } from '../help.ts';

const scenarioNames = async () =>
  (await import('../../sandbox/scenarios.ts')).scenarios.map(({ name }) => name);

/** Declares `sandbox` and its five subcommands. */
export function declareSandbox(sandbox: Command, launch: Launch): void {
  explainCommand(sandbox, {
    examples: ['sandbox start', 'sandbox use two-connections', 'doctor --sandbox'],
    notes: ['The page docs/sandbox.md shows how to use the sandbox in your own tests.'],
  });

  const start = sandbox
    .command('start')
    .description('Run the sandbox as a server for other programs')
    .option('--port <port>', 'Listen on this port of 127.0.0.1 (default: 0, a free one)')
    .option('--state <file>', 'Keep the state in this file (default: in memory)')
    .option('--enforce-limits', 'Enforce the documented rate limits')
    .option('--latency <ms>', 'Wait this long before each answer')
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
      'The first line on stdout is JSON in a pipe and with --json: vocobase_base_url, plivo_base_url, api_key, auth_id, auth_token, scenario, pid. It is printed once the server listens.',
      'Without --scenario, the sandbox continues with the scenario in the --state file, else with default. Naming another scenario starts the file over.',
      'For tests, on the same port: GET /__sandbox/requests, GET /__sandbox/world, POST /__sandbox/reset, PUT /__sandbox/scenario, PUT /__sandbox/choices.',
    ],
    results: ['130, 143  stopped by Ctrl-C or SIGTERM, as intended'],
    codes: ['INVALID_VALUE'],
  });

  const use = sandbox
    .command('use')
    .description('Keep a scenario for the next commands with --sandbox')
    .argument('[scenario]', 'Name of the scenario, from sandbox scenarios')
    .action(
      launch(
        async () => (await import('./use.ts')).useScenario,
        ({ args: [argument], globals }) => ({ scenario: argument ?? globals.scenario }),
      ),
    );
  explainCommand(use, {
    examples: ['sandbox use two-connections', 'sandbox use default'],
    notes: ['--scenario takes precedence over the kept scenario.'],
    codes: ['INVALID_VALUE', 'INPUT_REQUIRED', 'SETTINGS_UNWRITABLE'],
    writes: true,
    values: { scenario: scenarioNames },
  });

  const reset = sandbox
    .command('reset')
    .description('Reset the state that --sandbox keeps between commands')
    .action(
      launch(
        async () => (await import('./reset.ts')).reset,
        ({ globals }) => ({ scenario: globals.scenario }),
      ),
    );
  explainCommand(reset, {
    examples: ['sandbox reset', 'sandbox reset --scenario healthy'],
    notes: [
      'Resets every scenario, or only the one named by --scenario. Settings made with --sandbox are deleted too. The scenario kept by sandbox use stays.',
      'A server started by sandbox start has its own state: reset it with POST /__sandbox/reset.',
    ],
    codes: ['INVALID_VALUE', 'SETTINGS_UNWRITABLE'],
    writes: true,
  });

  const scenarios = sandbox
    .command('scenarios')
    .description('List the scenarios')
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
    .description('List what the API documentation leaves open, and what the sandbox does')
    .action(
      launch(
        async () => (await import('./choices.ts')).listChoices,
        () => undefined,
      ),
    );
  explainCommand(choices, { examples: ['sandbox choices', 'sandbox choices --json'] });
}
