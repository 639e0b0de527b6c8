/** Every paragraph and question of the wizard, in the order in which a person meets them. */
export const words = {
  welcome: (sandbox: boolean) => [
    sandbox
      ? 'This connects Plivo to Vocobase in the sandbox: nothing here is real, and nothing is billed.'
      : 'This connects your Plivo account to Vocobase and proves that it works. Ctrl-C stops it at any question; run it again to go on.',
  ],

  askKey: 'Vocobase API key',
  keyRefused: 'Vocobase refused this key.',

  accessMissing: 'Your account may not use plivo yet. Only your account manager can enable it.',
  sendRequest: (request: string) => [
    'Send this to your Vocobase account manager:',
    '',
    ...request.split('\n'),
  ],
  accessNotSaid: 'could not be checked: GET /config does not list the allowed providers',
  storeAlready: 'Store the credentials now, so that calls work as soon as plivo is enabled?',

  configuredAlready: (fromNumber: string | null) =>
    `Plivo is configured already${fromNumber === null ? '' : `, with ${fromNumber}`}. Going on sends the credentials anew, for this number or another.`,
  insteadOfGoingOn: (command: (words: string) => string) => [
    'Ctrl-C leaves everything as it is. Other ways on from here:',
    `Place a test call: ${command('call test')}`,
    `Check, send nothing: ${command('doctor')}`,
    `Add a connection: ${command('setup --name <name>')}`,
  ],

  interrupted: (written: boolean, again: string) => ({
    message: written
      ? 'Stopped. The credentials were sent to Vocobase before that.'
      : 'Stopped. Nothing was written.',
    hints: written
      ? ['Run it again to go on: it reads from Vocobase what is there already.']
      : ['Run it again when you are ready.'],
    commands: [again],
  }),
  keyForThisRun: (program: string) =>
    `The key is used for this run only; ${program} login keeps it on this machine.`,

  offerNumbers:
    "Import this Plivo account's numbers? Without it callees may see an unknown caller.",
  offerVoicemail: 'Turn on voicemail detection for an agent?',
  askVoicemailMessage: 'What shall a voicemail hear? (Empty: the call just ends.)',
  voicemailNeedsVocobase:
    'Vocobase must enable carrier-side detection for the connection too; until then live calls ignore this setting.',
  offerCall: 'Place a test call now? It is billed.',
  askCallTo: 'Which number shall be called (E.164, +…)?',
} as const;
