import type { ErrorEntry } from '../entry.ts';
import { exits } from '../entry.ts';

const plivoSetup = 'https://docs.vocobase.com/telephony/plivo-setup';
const connections = 'https://docs.vocobase.com/telephony/connections';
const authentication = 'https://docs.vocobase.com/authentication';

/**
 * Every error this program can raise, by its permanent code. A code is never renamed and never gets
 * another exit: scripts branch on both.
 */
export const errors = {
  // Exit 1: a fault of this program, or a reply that is not what the API promises.

  INTERNAL: {
    kind: 'error',
    title: 'A fault in this program',
    message: 'This program ran into a fault of its own.',
    meaning:
      'The program met a situation it was not written for. Your input is probably fine. What was sent before the fault may have taken effect.',
    causes: ['A bug in this program.'],
    actor: 'you',
    remedies: [
      'Look at what is already there before you repeat a command that writes or calls.',
      'Report it with the command, the version and the trace that --verbose prints. Secrets are masked in it.',
    ],
    commands: ['status', 'call list'],
    docsUrl: null,
    exit: exits.fault,
    origin: 'cli',
    retryable: false,
  },
  UNEXPECTED_RESPONSE: {
    kind: 'error',
    title: 'A reply that is not what the API promises',
    message: 'The reply is not what the API promises, so nothing can be read from it.',
    meaning:
      'Something answered, but not in the form the API documents: HTML, cut-off JSON, an empty body, or a member that is missing.',
    causes: [
      'A proxy, a firewall or a login page answered in place of the API.',
      'The base URL points at something that is not the API.',
      'The API has a fault, or has changed.',
    ],
    actor: 'you',
    remedies: [
      'Read the first characters of the reply: a page of a proxy or of a login says so itself.',
      'Check which base URL is in use, and where it came from, with --verbose.',
      'When the base URL is right and no proxy is involved, send the trace of --verbose to Vocobase.',
    ],
    commands: ['whoami --verbose', 'config list'],
    docsUrl: authentication,
    exit: exits.fault,
    origin: 'vocobase',
    retryable: false,
  },
  UNEXPECTED_REDIRECT: {
    kind: 'error',
    title: 'The API answered with a redirect',
    message: 'The API answered with a redirect, which was not followed.',
    meaning:
      'The address sent the request on to another one. Redirects are never followed, so that credentials reach no host you did not name.',
    causes: [
      'The base URL is missing a part of its path, or names http where the server wants https.',
      'A network login page or a proxy catches the request.',
    ],
    actor: 'you',
    remedies: [
      'Compare the base URL with https://api.vocobase.com/api/v2.',
      'On a guest network, open a page in the browser and sign in there first.',
    ],
    commands: ['config get base_url', 'config unset base_url'],
    docsUrl: authentication,
    exit: exits.fault,
    origin: 'network',
    retryable: false,
  },

  // Exit 2: used wrongly. Nothing that writes was sent.

  USAGE: {
    kind: 'error',
    title: 'The command was typed in a way it does not understand',
    message: 'The command cannot be understood as typed.',
    meaning:
      'A command, a flag or an argument is unknown, missing, or does not go with the others. Nothing was sent.',
    causes: [
      'A misspelt command or flag.',
      'A flag that belongs to another command.',
      'Two flags that exclude each other.',
    ],
    actor: 'you',
    remedies: ['Look the command up with --help.'],
    commands: [],
    docsUrl: null,
    exit: exits.usage,
    origin: 'cli',
    retryable: false,
  },
  INVALID_VALUE: {
    kind: 'error',
    title: 'A value that cannot be used',
    message: 'A value given is outside what is allowed.',
    meaning:
      'A flag, a setting or a file holds something that cannot be used there: out of range, of the wrong form, or not readable. Nothing was sent.',
    causes: [
      'A typing mistake, or a value from another field.',
      'A connection name that is empty or longer than 100 characters.',
      'A file that is not there, or JSON that does not parse.',
    ],
    actor: 'you',
    remedies: ['Correct the value that the message names.'],
    commands: ['config list'],
    docsUrl: null,
    exit: exits.usage,
    origin: 'cli',
    retryable: false,
  },
  INPUT_REQUIRED: {
    kind: 'error',
    title: 'Something is missing, and nobody can be asked',
    message: 'Input is missing, and there is no terminal to ask on.',
    meaning:
      'The command needs more than it was given. It asks only at a terminal, and never with --json, with --no-input or when CI is set.',
    causes: [
      'The command runs in a script, a CI job or a pipe, and a flag or variable is missing.',
      'A CI secret is not set for this job or this branch.',
    ],
    actor: 'you',
    remedies: ['Give every missing value by its flag or its environment variable.'],
    commands: ['help environment'],
    docsUrl: null,
    exit: exits.usage,
    origin: 'cli',
    retryable: false,
  },
  CONFIRMATION_REQUIRED: {
    kind: 'error',
    title: 'Your consent is needed, and nobody can be asked',
    message: 'This needs your consent, and there is no terminal to ask on.',
    meaning:
      'The command would replace something, make calls ambiguous, or place a call that is billed. It asks first, and here it cannot ask. Nothing was sent.',
    causes: ['The command runs without a terminal, or with --json, and without --yes.'],
    actor: 'you',
    remedies: [
      'Look at what would be sent with --dry-run.',
      'Add --yes when that is what you want.',
    ],
    commands: [],
    docsUrl: null,
    exit: exits.usage,
    origin: 'cli',
    retryable: false,
  },
  EMPTY_SECRET: {
    kind: 'error',
    title: 'A secret is set, but empty',
    message: 'A secret is set, but empty.',
    meaning:
      'A variable, a file or stdin that should hold a key or a token holds nothing. An empty secret is never taken as an absent one. Nothing was sent.',
    causes: [
      'The secret is not defined in the CI system, so that its variable expands to nothing.',
      'An empty file, or a pipe whose first command failed.',
    ],
    actor: 'you',
    remedies: ['Fill the variable or file that the message names, or unset it.'],
    commands: ['help environment'],
    docsUrl: null,
    exit: exits.usage,
    origin: 'cli',
    retryable: false,
  },
  INVALID_AUTH_ID: {
    kind: 'error',
    title: 'Not a Plivo Auth ID',
    message: 'This does not have the form of a Plivo Auth ID.',
    meaning:
      'A Plivo Auth ID has 20 characters: MA (main account) or SA (subaccount), then 18 upper-case letters and digits. Nothing was sent.',
    causes: [
      'A character was lost or added while copying.',
      'Auth ID and Auth Token are swapped: the token has 40 characters.',
      'It is another credential: a Vocobase API key, or the user name of a SIP endpoint.',
      'It was typed in lower case.',
    ],
    actor: 'you',
    remedies: [
      'Copy the Auth ID from the first page of the Plivo console (https://cx.plivo.com/home; in the older console, Overview).',
    ],
    commands: [],
    docsUrl: plivoSetup,
    exit: exits.usage,
    origin: 'cli',
    retryable: false,
  },
  INVALID_AUTH_TOKEN: {
    kind: 'error',
    title: 'Not a Plivo Auth Token',
    message: 'This does not have the form of a Plivo Auth Token.',
    meaning: 'A Plivo Auth Token has 40 letters and digits. Nothing was sent.',
    causes: [
      'A part was lost while copying, or a space or line break came along.',
      'It is another credential: the Auth ID, a Vocobase API key (rg_live_…), or a scoped Plivo token (stk_…), which does not go with an Auth ID.',
      'Plivo gave this account a token of another form, which no page of Plivo rules out.',
    ],
    actor: 'you',
    remedies: [
      'Copy the Auth Token with the copy button of the Plivo console, next to the Auth ID.',
      'When Plivo really shows a token of this form, add --allow-unusual-token.',
    ],
    commands: [],
    docsUrl: plivoSetup,
    exit: exits.usage,
    origin: 'cli',
    retryable: false,
  },
  INVALID_PHONE_NUMBER: {
    kind: 'error',
    title: 'Not a phone number in international form',
    message: 'This is not a phone number in E.164 form.',
    meaning:
      'Numbers are written as + and country code, then the rest, 7 to 15 digits in all and no leading zero: +14155550100. A country is never guessed. Nothing was sent.',
    causes: [
      'The + or the country code is missing.',
      'The national 0 still stands before or after the country code.',
      'A digit is missing, or too many.',
    ],
    actor: 'you',
    remedies: ['Write the number with + and its country code.'],
    commands: [],
    docsUrl: plivoSetup,
    exit: exits.usage,
    origin: 'cli',
    retryable: false,
  },
  INSECURE_BASE_URL: {
    kind: 'error',
    title: 'A base URL without encryption',
    message: 'The base URL is not https, and it is not on this machine.',
    meaning:
      'Keys and tokens are sent only over https, or over http to this machine itself (a sandbox). Nothing was sent.',
    causes: [
      'http was typed where https was meant.',
      'A sandbox runs on another machine or in a container.',
    ],
    actor: 'you',
    remedies: ['Use https, or reach the sandbox at 127.0.0.1, through a tunnel if need be.'],
    commands: ['config unset base_url'],
    docsUrl: null,
    exit: exits.usage,
    origin: 'cli',
    retryable: false,
  },
  VALIDATION_ERROR: {
    kind: 'error',
    title: 'Vocobase refused a field',
    message: 'Vocobase refused the request: a field is missing or wrong.',
    meaning:
      'The request arrived, and the API found fault with what it holds. It tells in its message which field it means.',
    causes: [
      'A value is of the wrong form, too long, or does not exist.',
      'A rule of the API that this program does not know of.',
    ],
    actor: 'you',
    remedies: [
      'Correct the field that the API names.',
      'See the exact body with --dry-run when the message does not make it clear.',
    ],
    commands: [],
    docsUrl: authentication,
    exit: exits.usage,
    origin: 'vocobase',
    retryable: false,
  },

  // Exit 3: not reachable, not answering, or an outcome that stays unknown.

  NETWORK_UNREACHABLE: {
    kind: 'error',
    title: 'The API cannot be reached',
    message: 'The API cannot be reached from this machine.',
    meaning: 'No answer came: the name was not found, or the connection was refused or broken off.',
    causes: [
      'This machine is offline, or its name server does not answer.',
      'A firewall or a missing proxy setting stands in the way.',
      'The base URL has a wrong host or port, or the sandbox it names is not running.',
    ],
    actor: 'you',
    remedies: [
      'Check the network, and the host in the base URL.',
      'Behind a proxy, set HTTPS_PROXY.',
      'For a sandbox, look whether it still runs and on which port.',
    ],
    commands: ['config get base_url', 'status'],
    docsUrl: null,
    exit: exits.unreachable,
    origin: 'network',
    retryable: true,
  },
  NETWORK_TLS: {
    kind: 'error',
    title: 'The encrypted connection was not trusted',
    message: 'The certificate of the server is not trusted by this machine.',
    meaning:
      'The server was reached, but the check of its certificate failed. Checking is never switched off, so no credential was sent.',
    causes: [
      'A company proxy opens TLS connections, and its root certificate is not known to Node.js.',
      'The clock of this machine is wrong.',
      'The base URL names a server with a self-signed or expired certificate.',
    ],
    actor: 'you',
    remedies: [
      "Set NODE_EXTRA_CA_CERTS to the file with your company's root certificate.",
      'Check date and time of this machine.',
    ],
    commands: ['help environment'],
    docsUrl: null,
    exit: exits.unreachable,
    origin: 'network',
    retryable: false,
  },
  NETWORK_PROXY: {
    kind: 'error',
    title: 'The proxy did not let the request through',
    message: 'The proxy set in the environment did not let the request through.',
    meaning:
      'HTTPS_PROXY or HTTP_PROXY names a proxy that cannot be reached, wants to know who you are, or refuses this host.',
    causes: [
      'The proxy address is wrong or outdated.',
      'The proxy wants a user name and a password.',
      'The proxy does not allow this host.',
    ],
    actor: 'you',
    remedies: [
      'Check HTTPS_PROXY, user name and password included.',
      'Put hosts that need no proxy into NO_PROXY.',
      'Ask your network team to allow the host that the message names.',
    ],
    commands: ['help environment'],
    docsUrl: null,
    exit: exits.unreachable,
    origin: 'network',
    retryable: false,
  },
  TIMEOUT: {
    kind: 'error',
    title: 'No answer in time',
    message: 'No complete answer came in time.',
    meaning: 'The request was sent, and the whole answer did not arrive within --timeout.',
    causes: ['The network or a proxy is slow.', 'The API is slow or has a fault.'],
    actor: 'you',
    remedies: [
      'See whether a plain read gets through with more time.',
      'For Plivo, look at https://status.plivo.com.',
    ],
    commands: ['status --timeout 60'],
    docsUrl: null,
    exit: exits.unreachable,
    origin: 'network',
    retryable: true,
  },
  INTERNAL_ERROR: {
    kind: 'error',
    title: 'A fault on the side of the API',
    message: 'The API answered with a server fault.',
    meaning: 'The API answered with a status of 500 or above. The fault is on its side.',
    causes: ['A passing fault of the API.', 'The API, or something in front of it, is down.'],
    actor: 'Vocobase',
    remedies: [
      'Wait a few minutes, then look whether the account can be read again.',
      'When it stays, tell Vocobase the time, the method and the path.',
    ],
    commands: ['status'],
    docsUrl: authentication,
    exit: exits.unreachable,
    origin: 'vocobase',
    retryable: true,
  },
  OUTCOME_UNKNOWN: {
    kind: 'error',
    title: 'Nobody can say whether it happened',
    message: 'The request may or may not have taken effect.',
    meaning:
      'The request was sent and no usable answer came back. Looking afterwards did not settle whether it took effect. It was not sent a second time.',
    causes: [
      'The connection broke, or the API failed, after the request had been sent.',
      'The list that would show it cannot be read, or does not show it yet.',
    ],
    actor: 'you',
    remedies: [
      'Look at the lists before anything else: a second try could dial twice or create a second connection.',
    ],
    commands: ['call list', 'connections list --provider plivo'],
    docsUrl: null,
    exit: exits.unreachable,
    origin: 'network',
    retryable: false,
  },

  // Exit 4: credentials missing or refused.

  API_KEY_MISSING: {
    kind: 'error',
    title: 'No Vocobase API key',
    message: 'There is no Vocobase API key: none is stored, and VOCOBASE_API_KEY is not set.',
    meaning:
      'Every request to Vocobase needs the partner key (rg_live_…). It is created in the Vocobase dashboard under API Keys and shown there once.',
    causes: [
      'Nobody has logged in on this machine.',
      'The key is stored under another profile.',
      'VOCOBASE_API_KEY is not set in this job.',
    ],
    actor: 'you',
    remedies: ['Log in, or set VOCOBASE_API_KEY.', 'Without an account yet, use --sandbox.'],
    commands: ['login', 'profiles list', 'setup --sandbox'],
    docsUrl: authentication,
    exit: exits.credentials,
    origin: 'local',
    retryable: false,
  },
  INVALID_API_KEY_FORMAT: {
    kind: 'error',
    title: 'Not a Vocobase API key',
    message: 'This does not have the form of a Vocobase API key.',
    meaning: 'A Vocobase API key begins with rg_live_ and has no spaces in it. Nothing was sent.',
    causes: [
      'It is another credential, perhaps the Plivo Auth ID or Auth Token.',
      'The beginning was lost while copying.',
      'It is a webhook secret (whsec_…).',
    ],
    actor: 'you',
    remedies: [
      'Copy the key from the Vocobase dashboard, API Keys. It is shown only once; if it is lost, create another.',
    ],
    commands: ['login'],
    docsUrl: authentication,
    exit: exits.credentials,
    origin: 'cli',
    retryable: false,
  },
  UNAUTHORIZED: {
    kind: 'error',
    title: 'Vocobase does not accept the API key',
    message: 'Vocobase does not accept the API key.',
    meaning:
      'Vocobase answered 401: the key is not valid. This is about the Vocobase key, not about the Plivo credentials.',
    causes: [
      'The key was revoked or replaced.',
      'A part of the key was lost while copying.',
      'The base URL is not the one the key was made for, such as that of a sandbox.',
    ],
    actor: 'you',
    remedies: [
      'Copy the key again, or create another in the Vocobase dashboard, API Keys.',
      'Check which key is in use and where it came from: VOCOBASE_API_KEY goes before the stored one.',
    ],
    commands: ['login', 'whoami --verbose'],
    docsUrl: authentication,
    exit: exits.credentials,
    origin: 'vocobase',
    retryable: false,
  },
  PLIVO_UNAUTHORIZED: {
    kind: 'error',
    title: 'Plivo does not accept the Auth ID and Auth Token',
    message: 'Plivo does not accept this pair of Auth ID and Auth Token.',
    meaning:
      'Plivo answered 401. It does not say which of the two is wrong. The pair was tried here, or by Vocobase with what it has stored.',
    causes: [
      'The token was copied incompletely, or belongs to another account or subaccount.',
      'The token was rotated in Plivo, and Vocobase or this command still uses the old one.',
      'The subaccount is disabled.',
    ],
    actor: 'you',
    remedies: [
      'Copy Auth ID and Auth Token again, both from the same account of the Plivo console.',
      'After a rotation in Plivo, send the new token to Vocobase.',
      'For a connection other than the default one, create a new connection with the new token, or ask Vocobase: the API documents no way to change it.',
    ],
    commands: ['credentials rotate'],
    docsUrl: plivoSetup,
    exit: exits.credentials,
    origin: 'plivo',
    retryable: false,
  },
  CONFIG_UNREADABLE: {
    kind: 'error',
    title: 'The stored API key cannot be read',
    message: 'The settings that hold the API key cannot be read.',
    meaning:
      'The settings file or the key store is damaged or not readable for you, and the key was in it. A damaged file is set aside with its content kept.',
    causes: [
      'The file was edited by hand, or cut off when the disk was full.',
      'The file belongs to another user.',
      'The keychain is locked, or not available in this session.',
    ],
    actor: 'you',
    remedies: [
      'Look at the file and at who may read it.',
      'Log in again, or set VOCOBASE_API_KEY for this run.',
    ],
    commands: ['config path', 'login'],
    docsUrl: null,
    exit: exits.credentials,
    origin: 'local',
    retryable: false,
  },

  // Exit 5: not permitted.

  PROVIDER_NOT_ALLOWED: {
    kind: 'error',
    title: 'Plivo is not enabled for this partner account',
    message: 'Plivo is not among the providers this partner account may call with.',
    meaning:
      'plivo is missing from allowed_telephony_providers, the list that decides with which providers calls can be started. No API writes it: Vocobase enables it.',
    causes: [
      'Vocobase has not enabled Plivo for the account yet.',
      'The API key belongs to another partner account than you think.',
    ],
    actor: 'your Vocobase account manager',
    remedies: [
      'Check that this is the account you mean.',
      'Ask your Vocobase account manager to add plivo to allowed_telephony_providers. setup, call test and doctor write the request.',
      'To store the Plivo credentials already now, run setup with --allow-pending-access.',
    ],
    commands: ['whoami', 'setup'],
    docsUrl: plivoSetup,
    exit: exits.notPermitted,
    origin: 'vocobase',
    retryable: false,
  },
  INSUFFICIENT_BALANCE: {
    kind: 'error',
    title: 'The Vocobase balance does not allow a call',
    message: 'The Vocobase balance is used up, so no call can be started.',
    meaning:
      'Calls are charged to the balance of the Vocobase account, and it is gone. The credit in the Plivo account is another one.',
    causes: ['The balance was used up by earlier calls.'],
    actor: 'you',
    remedies: ['Top up the Vocobase account, or ask your account manager how.'],
    commands: ['doctor'],
    docsUrl: 'https://docs.vocobase.com/credits',
    exit: exits.notPermitted,
    origin: 'vocobase',
    retryable: false,
  },
  PARTNER_INACTIVE: {
    kind: 'error',
    title: 'The partner account is not active',
    message: 'The Vocobase partner account is not active.',
    meaning:
      'The key is known, but the account behind it is suspended or not approved yet. When even the account cannot be read, this is the likely cause, not a proven one.',
    causes: ['The account waits for approval.', 'The account is suspended.'],
    actor: 'your Vocobase account manager',
    remedies: ['Ask your Vocobase account manager for the state of the account.'],
    commands: ['whoami'],
    docsUrl: authentication,
    exit: exits.notPermitted,
    origin: 'vocobase',
    retryable: false,
  },
  FORBIDDEN: {
    kind: 'error',
    title: 'Not permitted',
    message: 'The key is valid, but this is not permitted for the account.',
    meaning:
      'The API answered 403, and what the account shows does not explain it. Documented reasons are a used-up balance, a suspended account, and an account that is not approved.',
    causes: [
      'The account is suspended, or not approved for this.',
      'The balance is used up.',
      'A provider that is not enabled, on a call.',
    ],
    actor: 'your Vocobase account manager',
    remedies: [
      'Let doctor check account, providers and balance.',
      'When all of these pass, send method, path and the words of the API to your Vocobase account manager.',
    ],
    commands: ['doctor', 'whoami'],
    docsUrl: authentication,
    exit: exits.notPermitted,
    origin: 'vocobase',
    retryable: false,
  },

  // Exit 6: the state of things is in the way.

  CONNECTION_AMBIGUOUS: {
    kind: 'error',
    title: 'Several active connections, and none chosen',
    message: 'Several connections of this provider are active, and none was chosen.',
    meaning:
      'Naming the provider alone is enough only while exactly one of its connections is active. With several, each call and each sync must name its connection_id, even though one of them is the default.',
    causes: [
      'A second connection was created, often by setup with --name or by connections create.',
    ],
    actor: 'you',
    remedies: [
      'Choose one with --connection.',
      'Or remember one on this machine, for every call and sync to come.',
      'In your own code, send its connection_id with each call.',
    ],
    commands: ['connections list --provider plivo', 'connections use <connection>'],
    docsUrl: connections,
    exit: exits.state,
    origin: 'vocobase',
    retryable: false,
  },
  AMBIGUOUS_SELECTOR: {
    kind: 'error',
    title: 'The name or id fits several',
    message: 'What was given fits more than one.',
    meaning:
      'A connection or an agent is found by its exact id, its exact name, or the beginning of its id when only one begins so. Here several fit.',
    causes: [
      'Two of them have the same name: the API may allow it.',
      'The beginning of the id is too short.',
    ],
    actor: 'you',
    remedies: ['Give the full id.'],
    commands: ['connections list', 'agents list'],
    docsUrl: null,
    exit: exits.state,
    origin: 'cli',
    retryable: false,
  },
  CONFLICT: {
    kind: 'error',
    title: 'It already exists, and differs',
    message: 'Something with this name already exists.',
    meaning:
      'The API answered 409 because an identifier is taken, such as the name of an agent, or a connection of this name exists with another number. Nothing was changed.',
    causes: [
      'The name is in use already.',
      'A connection of that name exists and calls from another number.',
    ],
    actor: 'you',
    remedies: ['Choose another name, or use the one that exists.'],
    commands: ['connections list', 'agents list'],
    docsUrl: authentication,
    exit: exits.state,
    origin: 'vocobase',
    retryable: false,
  },
  NOT_FOUND: {
    kind: 'error',
    title: 'Not found',
    message: 'There is nothing under this name or id.',
    meaning:
      'It does not exist, or it belongs to another account than the one of this API key: the API answers the same to both.',
    causes: [
      'A typing mistake, or an id of something else.',
      'It was deleted, or is not active any more.',
      'The API key belongs to another account.',
    ],
    actor: 'you',
    remedies: ['Look it up in the list.', 'Check whose key is in use.'],
    commands: ['connections list --all', 'agents list', 'call list', 'whoami'],
    docsUrl: null,
    exit: exits.state,
    origin: 'vocobase',
    retryable: false,
  },
  PROVIDER_NOT_CONFIGURED: {
    kind: 'error',
    title: 'Vocobase has no Plivo credentials to call with',
    message: 'Plivo is not configured at Vocobase for this account.',
    meaning:
      'Vocobase holds no usable Plivo connection: no credentials are stored, or no from-number is set. It says "not configured" in this case.',
    causes: [
      'setup was never run for this account, or stopped before the connection step.',
      'Plivo is not enabled for the account: the guide names both causes for this message.',
      'The API key belongs to another partner account.',
    ],
    actor: 'you',
    remedies: [
      'See which steps are done.',
      'Run setup: it stores the credentials and reads them back.',
    ],
    commands: ['status', 'setup'],
    docsUrl: plivoSetup,
    exit: exits.state,
    origin: 'vocobase',
    retryable: false,
  },
  PLIVO_NUMBER_NOT_OWNED: {
    kind: 'error',
    title: 'The number is not on this Plivo account',
    message: 'The number is not on the Plivo account of these credentials.',
    meaning:
      'Plivo was asked and does not list the number for this Auth ID. Nothing was stored at Vocobase.',
    causes: [
      'The number belongs to the main account and the Auth ID is a subaccount, or the other way round.',
      'The number was released.',
      'A digit is wrong.',
      'The number was rented from another carrier.',
    ],
    actor: 'you',
    remedies: [
      'Run setup without --from-number and pick from the numbers Plivo lists.',
      'Or use the Auth ID of the account that holds the number.',
      'Or rent a voice number in the Plivo console, Phone Numbers.',
    ],
    commands: ['setup'],
    docsUrl: plivoSetup,
    exit: exits.state,
    origin: 'plivo',
    retryable: false,
  },
  PLIVO_NUMBER_NOT_VOICE: {
    kind: 'error',
    title: 'The number has no Voice',
    message: 'The number is on the Plivo account, but Voice is not enabled for it.',
    meaning:
      'Plivo lists the number without Voice. The Vocobase guide names such numbers as a cause of calls that ring and then drop. Nothing was stored at Vocobase.',
    causes: ['The number was rented for messaging only.'],
    actor: 'you',
    remedies: [
      'Choose a number with Voice: setup lists those.',
      'Or rent one in the Plivo console, Phone Numbers, with the Voice capability.',
    ],
    commands: ['setup'],
    docsUrl: plivoSetup,
    exit: exits.state,
    origin: 'plivo',
    retryable: false,
  },
  SETTINGS_UNWRITABLE: {
    kind: 'error',
    title: 'The settings on this machine cannot be written',
    message: 'The settings on this machine cannot be written.',
    meaning:
      'A setting or key has to be stored, and the settings folder or file does not allow it. Settings that are already there are unchanged.',
    causes: [
      'The folder belongs to another user, for example after a run with sudo.',
      'The disk is full or mounted read-only.',
      'VOCOBASE_CONFIG_DIR names a folder that cannot be created.',
    ],
    actor: 'you',
    remedies: [
      'Find the settings file, and make it and its folder writable.',
      'Or set VOCOBASE_CONFIG_DIR to a folder that you can write to.',
    ],
    commands: ['config path', 'help environment'],
    docsUrl: null,
    exit: exits.state,
    origin: 'local',
    retryable: false,
  },
  ENDPOINT_NOT_AVAILABLE: {
    kind: 'error',
    title: 'The API does not know this address',
    message: 'The API does not know the address this program uses here.',
    meaning:
      'The documentation names listing and syncing phone numbers, but the known pages do not give their addresses. The assumed one answered 404.',
    causes: ['The real address is another one.', 'The endpoint is not open to this account.'],
    actor: 'you',
    remedies: [
      'Ask Vocobase for the address and set it here: it is used from then on.',
      'Or ask Vocobase to sync the numbers of the connection, with its connection_id.',
    ],
    commands: [
      'config set endpoints.phone_numbers <path>',
      'config set endpoints.phone_numbers_sync <path>',
    ],
    docsUrl: plivoSetup,
    exit: exits.state,
    origin: 'vocobase',
    retryable: false,
  },

  // Exit 7: a limit is reached, and waiting did not help.

  RATE_LIMITED: {
    kind: 'error',
    title: 'Too many requests in a minute',
    message: 'The limit of requests per minute is reached, and waiting did not help.',
    meaning:
      'An API key may send 60 requests a minute, and 10 a minute to /calls. The API answers 429 LIMIT_REACHED above that, and also when too many calls run at once. The request was not carried out.',
    causes: [
      'Something else uses the same key: another job, a dashboard, a poller.',
      'A script asks about calls more often than every 6 seconds.',
    ],
    actor: 'you',
    remedies: [
      'Wait a minute.',
      'Give each system its own key, and follow calls by webhook instead of polling.',
    ],
    commands: [],
    docsUrl: authentication,
    exit: exits.limit,
    origin: 'vocobase',
    retryable: true,
  },
  CONCURRENCY_LIMIT: {
    kind: 'error',
    title: 'No call slot is free',
    message: 'As many calls are running as this partner account may run at once.',
    meaning:
      'Calls that are pending, ringing or in progress count. The documented default is 5 at once for a partner. The call was not started.',
    causes: ['Other calls of the account are running.', 'A campaign uses all slots.'],
    actor: 'you',
    remedies: [
      'Wait until a call has ended.',
      'Ask your Vocobase account manager for a higher limit if this is the normal load.',
    ],
    commands: ['api GET /calls/concurrency', 'call list --status in_progress'],
    docsUrl: 'https://docs.vocobase.com/api-reference/calls/get-current-call-concurrency',
    exit: exits.limit,
    origin: 'vocobase',
    retryable: true,
  },

  // Exit 130 by Ctrl-C, 143 when the process was told to end.

  INTERRUPTED: {
    kind: 'error',
    title: 'Interrupted',
    message: 'Interrupted before the end.',
    meaning: 'Ctrl-C was pressed, or the process was told to end. What was done before stays done.',
    causes: ['Ctrl-C at a prompt or while waiting.', 'A CI job was cancelled or ran out of time.'],
    actor: 'you',
    remedies: [
      'What was sent before stays: look at the state before you run it again.',
      'setup finds out where it was; a call that was started goes on.',
    ],
    commands: ['status'],
    docsUrl: null,
    exit: exits.interrupted,
    origin: 'local',
    retryable: false,
  },
} as const satisfies Record<string, ErrorEntry>;

/** The codes of this program's own errors. */
export type ErrorCode = keyof typeof errors;
