/** The texts of the wizard, in the order in which people see them. */
export const words = {
  title: (sandbox: boolean) =>
    sandbox ? 'Connect Plivo to Vocobase (sandbox)' : 'Connect Plivo to Vocobase',
  promise: (sandbox: boolean) =>
    sandbox
      ? 'Nothing here is real, and nothing is billed. Ctrl-C stops at any point.'
      : 'Nothing is written until you confirm. Ctrl-C stops at any point.',
  headings: {
    account: 'Vocobase account',
    credentials: 'Plivo credentials',
    callerId: 'Caller ID',
    connect: 'Connect',
    options: 'Ready for calls',
  },

  askKey: 'API key',
  whereKey: 'The Vocobase partner key, rg_live_… Vocobase shows it once, when it is created.',
  keyRefused: 'Vocobase refused this key. Copy it again.',
  saveKey: 'Save this key on this machine?',
  keySaved: (place: 'keychain' | 'file') =>
    place === 'keychain'
      ? "The key is saved in the system's key store"
      : 'The key is saved in a file that only you can read',
  keyNotSaved: (program: string) =>
    `The key is used for this run only. ${program} login saves it later.`,

  accessNotSaid: 'Whether Plivo is enabled could not be checked: GET /config lists no providers.',
  accessMissing:
    'Plivo is not enabled for this account yet. Only your Vocobase account manager can enable it.',
  storeAlready: 'Store the Plivo credentials now, so that calls work once it is enabled?',
  sendRequest: (request: string) => [
    'Send this to your Vocobase account manager:',
    '',
    ...request.split('\n'),
  ],

  connected: (account: string, fromNumber: string | null) =>
    `${account} is already connected${fromNumber === null ? '' : ` · caller ID ${fromNumber}`}`,
  several: (names: readonly string[]) =>
    `${names.length} connections are active (${names.join(', ')}). A call must name one.`,
  askPath: 'What would you like to do?',
  paths: {
    finish: 'Finish setup',
    callerId: 'Change the caller ID',
    credentials: 'Replace the credentials',
    add: 'Add another connection',
    check: 'Check everything',
  },
  pathNotes: {
    callerId: 'needs the Auth Token again',
    credentials: 'after rotating the Auth Token',
    add: 'with its own name',
  },
  stateLabels: {
    access: 'Access',
    connection: 'Connection',
    caller_id: 'Caller ID',
    numbers: 'Numbers',
    agent: 'Agent',
  },
  open: (toImport: number | null) =>
    toImport === null || toImport === 0
      ? 'place a test call'
      : `import ${toImport === 1 ? 'the number' : `${toImport} numbers`}, place a test call`,
  askName: 'Connection name',
  askConnection: 'Which connection?',
  alreadyConnected: 'Already connected, so nothing was sent',
  notNeeded: 'not needed: already connected',

  noUsableNumber: 'What would you like to do?',
  typeNumber: 'Type a caller ID',
  typeNumberNote: 'a number verified with Plivo, or one that Plivo will rent to you',
  otherAccount: 'Use other credentials',
  stop: 'Stop here',

  numbers: (total: number, voice: number) =>
    `${total} ${total === 1 ? 'number' : 'numbers'}, ${voice} with Voice`,
  uncheckedBySkip: 'not asked (--skip-carrier-check)',
  unchecked: (reason: string) => `could not be checked: ${reason}`,

  review: {
    account: 'Account',
    authId: 'Auth ID',
    callerId: 'Caller ID',
    connection: 'Connection',
    replaces: 'Replaces',
    newDefault: 'default (new)',
    newNamed: (name: string) => `${name} (new)`,
    updated: (name: string | null) => `${name ?? 'default'} (credentials are sent again)`,
    replaced: (number: string) => `caller ID ${number}`,
  },
  ambiguous: (others: readonly string[]) =>
    `${others.length === 1 ? 'One connection is' : `${others.length} connections are`} active already: ${others.join(', ')}. With one more, each call must name its connection_id. The API documents no way to remove a connection.`,
  perhapsAmbiguous:
    'The connections could not be listed. If one is active already, each call must name its connection_id after this.',
  askReview: 'Send this to Vocobase?',
  connect: 'Connect',
  changeNumber: 'Change the caller ID',
  changeCredentials: 'Change the credentials',
  cancel: 'Cancel',
  canceled: 'Canceled. Nothing was changed.',
  canceledWithKey:
    'Canceled. Nothing was changed at Vocobase. The API key is saved on this machine.',
  stopped: 'Stopped. The credentials were sent to Vocobase before that.',
  stoppedKept: 'Stopped. The Plivo connection was not changed.',
  runAgain: 'Run it again when you are ready.',
  resume: 'Run it again to finish: it starts from what Vocobase has now.',

  sent: 'Credentials sent to Vocobase, where they are stored',
  created: (name: string) => `Connection ${name} created at Vocobase`,
  verified: (fromNumber: string) => `Verified: Vocobase uses ${fromNumber} as the caller ID`,
  verifiedWithoutNumber: 'Verified: Vocobase shows Plivo as configured, without its caller ID',
  verifiedNamed: (name: string, fromNumber: string) =>
    `Verified: Vocobase lists ${name} as active, with ${fromNumber}`,
  verifiedNamedWithoutNumber: (name: string) =>
    `Verified: Vocobase lists ${name} as active, without its caller ID`,
  accessPending: 'Plivo is not enabled for this account yet',

  askOptions: 'What next?',
  options: {
    numbers: "Import this account's numbers",
    call: 'Place a test call',
    voicemail: 'Turn on voicemail detection',
  },
  optionNotes: {
    numbers: 'or callees may see "Unknown"',
    call: 'to your own phone',
    voicemail: 'Vocobase must first enable it',
  },
  imported: (imported: number | null, updated: number | null, listed: number) =>
    imported === null
      ? `${listed} ${listed === 1 ? 'number is' : 'numbers are'} imported`
      : `${listed} ${listed === 1 ? 'number is' : 'numbers are'} imported: ${imported} new${updated ? `, ${updated} updated` : ''}`,

  noAgent: 'This account has no agent yet, and a call needs one.',
  offerAgent: 'Create an agent now?',
  agentCreated: (name: string) => `Agent ${name} created`,
  withoutAgent: 'There is no agent yet',

  askVoicemailMessage: 'Voicemail message (leave empty to hang up without one)',
  voicemailOn: (agent: string | null) => `Voicemail detection is on for ${agent ?? 'the agent'}`,
  voicemailNeedsVocobase:
    'Vocobase must also enable carrier-side detection for the connection. Until then live calls ignore this setting.',

  askCallTo: 'Your phone number',
  declinedCall: 'declined',
  callEnded: (status: string, seconds: number | null) =>
    `${status.charAt(0).toUpperCase()}${status.slice(1).replaceAll('_', ' ')}${seconds === null ? '' : ` after ${seconds} s`}`,
  turns: (agent: string, agentTurns: number, calleeTurns: number) =>
    `${agent} spoke ${times(agentTurns)}, you spoke ${times(calleeTurns)}.`,

  done: (account: string) => `Done. ${account} can place calls through Plivo.`,
  doneWithDoubt: (account: string) =>
    `Plivo is connected for ${account}, but the test call shows a problem.`,
  connectedOnly: (account: string) => `Plivo is connected for ${account}. No test call was placed.`,
  notReady: 'Plivo is not ready yet.',
  next: 'Next',
  nextLabels: [
    ['call test', 'Test call'],
    ['call show', 'Why it failed'],
    ['connections use', 'Use it for calls'],
    ['numbers sync', 'Import numbers'],
    ['explain', 'Why it failed'],
    ['agents create', 'Create an agent'],
    ['status', 'Check again'],
    ['doctor', 'Check anything'],
    ['setup', 'In CI'],
  ],
  callAgain: 'Call again',
  inCi: 'with VOCOBASE_API_KEY, PLIVO_AUTH_ID, and PLIVO_AUTH_TOKEN set',
} as const;

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
