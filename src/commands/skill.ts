import type { CommandData, CommandTree } from './tree.ts';

/** Renders the SKILL.md for coding agents from the command tree. */
export function renderSkill({ name, commands }: CommandTree): string {
  return `---
name: vocobase-plivo
description: Connect a Plivo account to Vocobase, place test calls of voice agents, and find out why calls fail, with the ${name} command line. Use when a task is about Vocobase telephony on Plivo, caller IDs, Auth Tokens, or failing calls.
---

# ${name}

\`${name}\` takes a Plivo account and a Vocobase partner key to the first outbound call of a voice agent, and diagnoses failing calls. Every step is checked against the live APIs.

## Rules

- Add \`--json\` to every command. Nothing prompts then: missing input is one error, whose \`details.missing\` lists every flag.
- stdout is one JSON document; with an error it is empty, and stderr has \`{ "error": { "code", "message", "hints", "commands", "details" } }\`. Run a command of \`commands\` next.
- Try changes in the sandbox first: \`--sandbox\` on any command needs no account, and \`--dry-run\` shows the requests of a command that writes without sending them.
- \`--yes\` is consent: to replace, to rotate, or to place a billed call. Ask the user before you add it outside the sandbox.
- Pass secrets in \`VOCOBASE_API_KEY\`, \`PLIVO_AUTH_ID\`, and \`PLIVO_AUTH_TOKEN\`, never as arguments. Never print them.
- Commands read the real account unless \`--sandbox\` is given. No API shows the stored Auth Token: only a call proves it.

## Work

\`\`\`sh
${name} status --json --sandbox
${name} setup --from-number +14155550100 --sync-numbers --yes --json --sandbox
${name} call test +14155550142 --agent "Demo Agent" --expect agent-spoke --yes --json --sandbox
${name} doctor --json --sandbox
${name} call list --limit 5 --json --sandbox
${name} explain NOT_FOUND --json
\`\`\`

Without \`--sandbox\` the same commands work on the real account: first \`${name} status\`, then \`${name} setup\` with the caller ID, then \`${name} call test\` to the user's own number. When calls fail, run \`${name} doctor\`: each check that fails has a remedy and commands.

## Exit codes

0 done. 1 a bug or an unusable reply. 2 used wrongly, nothing was written. 3 not reachable, or the outcome is unknown: look before you repeat. 4 credentials missing or refused. 5 not permitted. 6 blocked by the account's current state. 7 a limit is reached. 8, 20, and 21 are results on stdout: a call still live, something found failing, a call or an expectation that failed. 130 interrupted.

## Commands

${commands.map(line).join('\n')}

## More

\`\`\`sh
${name} help --json
${name} help call test --json
${name} schema call test
${name} help exit-codes
\`\`\`

\`help --json\` is every command with its flags, values, and errors; \`schema\` is the JSON Schema of a result. \`--fields a,b.c\` keeps only some members of a result, and \`--events\` prints progress as JSON lines on stderr.
`;
}

function line(data: CommandData): string {
  const words = data.arguments.map(({ name, required, repeatable }) => {
    const shown = repeatable ? `${name}...` : name;
    return required ? `<${shown}>` : `[${shown}]`;
  });
  const marks = [...(data.writes ? ['writes'] : []), ...(data.billed ? ['can be billed'] : [])];
  const mark = marks.length === 0 ? '' : ` (${marks.join(', ')})`;
  return `- \`${[data.command, ...words].join(' ')}\`: ${data.summary}${mark}`;
}
