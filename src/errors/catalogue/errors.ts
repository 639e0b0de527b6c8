import type { ErrorEntry } from '../entry.ts';
import { exits } from '../entry.ts';

const plivoSetup = 'https://docs.vocobase.com/telephony/plivo-setup';
const connections = 'https://docs.vocobase.com/telephony/connections';
const authentication = 'https://docs.vocobase.com/authentication';

/**
 * Every error this program can raise, by its permanent code. Neither a code nor its exit ever
 * changes: scripts branch on both. Built by the first failure, because most runs have none.
 */
export function errorCatalogue(): ErrorCatalogue {
  built ??= build();
  return built;
}

type ErrorCatalogue = ReturnType<typeof build>;
let built: ErrorCatalogue | undefined;

/** The codes of this program's own errors. */
export type ErrorCode = keyof ErrorCatalogue;

const build = () =>
  ({
    // Exit 1: a bug in this program, or a reply that the API does not promise.

    INTERNAL: {
      kind: 'error',
      title: 'A bug in this program',
      message: 'Something went wrong inside this program.',
      meaning:
        'The program reached a situation it was not written for. Your input is probably fine. Anything sent before the failure may have taken effect.',
      causes: ['A bug in this program.'],
      actor: 'you',
      remedies: [
        'Check what already exists before you repeat a command that writes or places a call.',
        'Report it with the command, the version, and the trace from --verbose. Secrets are masked in it.',
      ],
      commands: ['status', 'call list'],
      docsUrl: null,
      exit: exits.fault,
      origin: 'cli',
      retryable: false,
    },
    UNEXPECTED_RESPONSE: {
      kind: 'error',
      title: 'A reply that the API does not promise',
      message: 'The reply is not what the API promises, so it could not be read.',
      meaning:
        'Something answered, but not in the documented form: HTML, truncated JSON, an empty body, or a missing field.',
      causes: [
        'A proxy, a firewall, or a login page answered instead of the API.',
        'The base URL points to something that is not the API.',
        'The API has a fault, or it has changed.',
      ],
      actor: 'you',
      remedies: [
        'Read the first characters of the reply. A proxy or login page usually names itself there.',
        'Check which base URL is used, and where it was set.',
        'If the base URL is right and no proxy is involved, send the trace from --verbose to Vocobase.',
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
        'The server sent the request on to another address. Redirects are never followed, so your credentials only reach hosts you named.',
      causes: [
        'The base URL is missing part of its path, or says http where the server wants https.',
        'A network login page or a proxy intercepts the request.',
      ],
      actor: 'you',
      remedies: [
        'Compare the base URL with https://api.vocobase.com/api/v2.',
        'On a guest network, open a page in your browser and sign in there first.',
      ],
      commands: ['config get base_url', 'config unset base_url'],
      docsUrl: authentication,
      exit: exits.fault,
      origin: 'network',
      retryable: false,
    },

    // Exit 2: used wrongly. No write was sent.

    USAGE: {
      kind: 'error',
      title: 'The command line could not be understood',
      message: 'The command line could not be understood.',
      meaning:
        'A command, flag, or argument is unknown, missing, or cannot be combined with the others. Nothing was sent.',
      causes: [
        'A misspelled command or flag.',
        'A flag that belongs to another command.',
        'Two flags that cannot be used together.',
      ],
      actor: 'you',
      remedies: ['Run the command with --help to see what it takes.'],
      commands: [],
      docsUrl: null,
      exit: exits.usage,
      origin: 'cli',
      retryable: false,
    },
    INVALID_VALUE: {
      kind: 'error',
      title: 'A value is not allowed here',
      message: 'A value is not allowed here.',
      meaning:
        'A flag, variable, setting, or file holds a value that is out of range, in the wrong format, or unreadable. Nothing was sent.',
      causes: [
        'A typo, or a value meant for another field.',
        'A connection name that is empty or longer than 100 characters.',
        'A missing file, or JSON that does not parse.',
        'A variable that is set but empty.',
      ],
      actor: 'you',
      remedies: ['Correct the value named above.'],
      commands: ['config list'],
      docsUrl: null,
      exit: exits.usage,
      origin: 'cli',
      retryable: false,
    },
    INPUT_REQUIRED: {
      kind: 'error',
      title: 'Input is missing, and there is no one to ask',
      message: 'Input is missing, and there is no terminal to ask on.',
      meaning:
        'The command needs more input. It only asks at a terminal, and never with --json, with --no-input, or when CI is set.',
      causes: [
        'The command runs in a script, a CI job, or a pipe, and a flag or variable is missing.',
        'A CI secret is not set for this job or branch.',
      ],
      actor: 'you',
      remedies: ['Pass each missing value by its flag or environment variable.'],
      commands: ['help environment'],
      docsUrl: null,
      exit: exits.usage,
      origin: 'cli',
      retryable: false,
    },
    CONFIRMATION_REQUIRED: {
      kind: 'error',
      title: 'Consent is required, and there is no one to ask',
      message: 'This needs your consent, and there is no terminal to ask on.',
      meaning:
        'The command would replace something, make calls ambiguous, or place a billed call. It asks first, and here it cannot. Nothing was sent.',
      causes: ['The command runs without a terminal, or with --json, and without --yes.'],
      actor: 'you',
      remedies: ['Preview the requests with --dry-run.', 'Add --yes to consent.'],
      commands: [],
      docsUrl: null,
      exit: exits.usage,
      origin: 'cli',
      retryable: false,
    },
    EMPTY_SECRET: {
      kind: 'error',
      title: 'A secret is set but empty',
      message: 'A secret is set but empty.',
      meaning:
        'A variable, file, or stdin that should hold a key or token is empty. An empty secret is never treated as unset. Nothing was sent.',
      causes: [
        'The secret is not defined in the CI system, so its variable expands to nothing.',
        'The file is empty, or the first command of the pipe failed.',
      ],
      actor: 'you',
      remedies: ['Fill in the variable or the file, or unset the variable.'],
      commands: ['help environment'],
      docsUrl: null,
      exit: exits.usage,
      origin: 'cli',
      retryable: false,
    },
    INVALID_AUTH_ID: {
      kind: 'error',
      title: 'Not a Plivo Auth ID',
      message: 'This is not a Plivo Auth ID.',
      meaning:
        'A Plivo Auth ID has 20 characters: MA (main account) or SA (subaccount), then 18 uppercase letters and digits. Nothing was sent.',
      causes: [
        'A character was lost or added while copying.',
        'The Auth ID and the Auth Token are swapped. The token has 40 characters.',
        'It is another credential: a Vocobase API key, or the user name of a SIP endpoint.',
        'It was typed in lowercase.',
      ],
      actor: 'you',
      remedies: [
        'Copy the Auth ID from the Overview page of the Plivo console (https://console.plivo.com).',
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
      message: 'This is not a Plivo Auth Token.',
      meaning: 'A Plivo Auth Token has 40 letters and digits. Nothing was sent.',
      causes: [
        'Part of it was lost while copying, or a space or line break came along.',
        'It is another credential: the Auth ID, a Vocobase API key (rg_live_…), or a scoped Plivo token (stk_…), which does not work with an Auth ID.',
        'Plivo issued a token in another format. Its documentation does not rule that out.',
      ],
      actor: 'you',
      remedies: [
        'Copy the Auth Token from the Overview page of the Plivo console (https://console.plivo.com), next to the Auth ID.',
        'If Plivo really shows a token in this format, add --allow-unusual-token.',
      ],
      commands: [],
      docsUrl: plivoSetup,
      exit: exits.usage,
      origin: 'cli',
      retryable: false,
    },
    INVALID_PHONE_NUMBER: {
      kind: 'error',
      title: 'Not a phone number in E.164 format',
      message: 'This is not a phone number in E.164 format.',
      meaning:
        'Phone numbers start with + and the country code, and have 7 to 15 digits: +14155550100. The country is never guessed. Nothing was sent.',
      causes: [
        'The + or the country code is missing.',
        'The national 0 is still there, before or after the country code.',
        'A digit is missing, or there is one too many.',
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
      title: 'The base URL is not encrypted',
      message: 'The base URL is not https, and it is not on this machine.',
      meaning:
        'Keys and tokens are only sent over https, or over http to this machine (a sandbox). Nothing was sent.',
      causes: [
        'http was typed instead of https.',
        'A sandbox runs on another machine or in a container.',
      ],
      actor: 'you',
      remedies: ['Use https, or reach the sandbox at 127.0.0.1, through a tunnel if necessary.'],
      commands: ['config unset base_url'],
      docsUrl: null,
      exit: exits.usage,
      origin: 'cli',
      retryable: false,
    },
    VALIDATION_ERROR: {
      kind: 'error',
      title: 'Vocobase rejected a field',
      message: 'Vocobase rejected the request: a field is missing or wrong.',
      meaning:
        'The request arrived, and the API rejected its content. The message of the API says which field it means.',
      causes: [
        'A value is in the wrong format, too long, or does not exist.',
        'The API has a rule that this program does not know.',
      ],
      actor: 'you',
      remedies: [
        'Correct the field that the API names.',
        'If the message is unclear, print the exact body with --dry-run.',
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
      meaning:
        'No reply arrived: the host name was not found, or the connection was refused or reset.',
      causes: [
        'This machine is offline, or its DNS server does not answer.',
        'A firewall blocks the connection, or a proxy setting is missing.',
        'The base URL has the wrong host or port, or its sandbox is not running.',
      ],
      actor: 'you',
      remedies: [
        'Check the network, and the host in the base URL.',
        'Behind a proxy, set HTTPS_PROXY.',
        'For a sandbox, check that it is still running, and on which port.',
      ],
      commands: ['config get base_url', 'status'],
      docsUrl: null,
      exit: exits.unreachable,
      origin: 'network',
      retryable: true,
    },
    NETWORK_TLS: {
      kind: 'error',
      title: 'The TLS certificate is not trusted',
      message: 'This machine does not trust the certificate of the server.',
      meaning:
        'The server was reached, but its certificate could not be verified. Verification is never turned off, so no credential was sent.',
      causes: [
        'A company proxy inspects TLS connections, and Node.js does not know its root certificate.',
        'The clock of this machine is wrong.',
        'The base URL names a server with a self-signed or expired certificate.',
      ],
      actor: 'you',
      remedies: [
        "Set NODE_EXTRA_CA_CERTS to the file with your company's root certificate.",
        'Check the date and time of this machine.',
      ],
      commands: ['help environment'],
      docsUrl: null,
      exit: exits.unreachable,
      origin: 'network',
      retryable: false,
    },
    NETWORK_PROXY: {
      kind: 'error',
      title: 'The proxy blocked the request',
      message: 'The proxy from the environment did not let the request through.',
      meaning:
        'HTTPS_PROXY or HTTP_PROXY names a proxy that cannot be reached, requires a login, or refuses this host.',
      causes: [
        'The proxy address is wrong or outdated.',
        'The proxy requires a user name and password.',
        'The proxy does not allow this host.',
      ],
      actor: 'you',
      remedies: [
        'Check HTTPS_PROXY, including its user name and password.',
        'Add hosts that need no proxy to NO_PROXY.',
        'Ask your network team to allow the host named above.',
      ],
      commands: ['help environment'],
      docsUrl: null,
      exit: exits.unreachable,
      origin: 'network',
      retryable: false,
    },
    TIMEOUT: {
      kind: 'error',
      title: 'No reply in time',
      message: 'No complete reply arrived in time.',
      meaning: 'The request was sent, but the complete reply did not arrive within --timeout.',
      causes: ['The network or a proxy is slow.', 'The API is slow or has a fault.'],
      actor: 'you',
      remedies: ['Try a plain read with more time.', 'For Plivo, check https://status.plivo.com.'],
      commands: ['status --timeout 60'],
      docsUrl: null,
      exit: exits.unreachable,
      origin: 'network',
      retryable: true,
    },
    INTERNAL_ERROR: {
      kind: 'error',
      title: 'A server error in the API',
      message: 'The API answered with a server error.',
      meaning: 'The API answered with status 500 or higher. The fault is on its side.',
      causes: ['A temporary fault in the API.', 'The API, or something in front of it, is down.'],
      actor: 'Vocobase',
      remedies: [
        'Wait a few minutes, then check whether the account can be read.',
        'If it persists, tell Vocobase the time, method, and path.',
      ],
      commands: ['status'],
      docsUrl: authentication,
      exit: exits.unreachable,
      origin: 'vocobase',
      retryable: true,
    },
    OUTCOME_UNKNOWN: {
      kind: 'error',
      title: 'It is unknown whether the request took effect',
      message: 'The request may or may not have taken effect.',
      meaning:
        'The request was sent, but no usable reply arrived. Checking afterwards could not settle whether it took effect. It was not sent again.',
      causes: [
        'The connection broke, or the API failed, after the request was sent.',
        'The list that would show it cannot be read, or does not show it yet.',
      ],
      actor: 'you',
      remedies: [
        'Check the lists before you run the command again. A second attempt could call twice or create a second connection.',
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
      message: 'No Vocobase API key: none is stored, and VOCOBASE_API_KEY is not set.',
      meaning:
        'Every request to Vocobase needs the partner key (rg_live_…). You create it in the Vocobase dashboard under API Keys, where it is shown once.',
      causes: [
        'You are not logged in on this machine.',
        'The key is stored under another profile.',
        'VOCOBASE_API_KEY is not set in this job.',
      ],
      actor: 'you',
      remedies: ['Log in, or set VOCOBASE_API_KEY.', 'No account yet? Use --sandbox.'],
      commands: ['login', 'profiles list', 'setup --sandbox'],
      docsUrl: authentication,
      exit: exits.credentials,
      origin: 'local',
      retryable: false,
    },
    INVALID_API_KEY_FORMAT: {
      kind: 'error',
      title: 'Not a Vocobase API key',
      message: 'This is not a Vocobase API key.',
      meaning: 'A Vocobase API key starts with rg_live_ and contains no spaces. Nothing was sent.',
      causes: [
        'It is another credential, perhaps the Plivo Auth ID or Auth Token.',
        'The beginning was lost while copying.',
        'It is a webhook secret (whsec_…).',
      ],
      actor: 'you',
      remedies: [
        'Copy the key from the Vocobase dashboard, under API Keys. It is shown only once. If it is lost, create another one.',
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
        'Vocobase answered 401: the key is not valid. This is about the Vocobase API key, not about the Plivo credentials.',
      causes: [
        'The key was revoked or replaced.',
        'Part of the key was lost while copying.',
        'The key belongs to another base URL, such as a sandbox.',
      ],
      actor: 'you',
      remedies: [
        'Copy the key again, or create another one in the Vocobase dashboard under API Keys.',
        'Check which key is used and where it comes from. VOCOBASE_API_KEY takes precedence over the stored key.',
      ],
      commands: ['login', 'whoami --verbose'],
      docsUrl: authentication,
      exit: exits.credentials,
      origin: 'vocobase',
      retryable: false,
    },
    PLIVO_UNAUTHORIZED: {
      kind: 'error',
      title: 'Plivo refused these credentials',
      message: 'Plivo does not accept this Auth ID and Auth Token.',
      meaning:
        'Plivo answered 401. It does not say which of the two is wrong. The credentials were tried from here, or by Vocobase with the ones it has stored.',
      causes: [
        'The token was copied incompletely, or belongs to another account or subaccount.',
        'The token was rotated in Plivo, and Vocobase or this command still uses the old one.',
        'The subaccount is disabled.',
      ],
      actor: 'you',
      remedies: [
        'Copy the Auth ID and Auth Token again, both from the same Plivo account.',
        'After a rotation in Plivo, send the new token to Vocobase.',
        'For a named connection, create a new one with the new token, or ask Vocobase. The API documents no way to change it.',
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
        'The settings file or the keychain is damaged, or you may not read it, and the key was in it. A damaged file is moved aside with its content kept.',
      causes: [
        'The file was edited by hand, or truncated when the disk was full.',
        'The file belongs to another user.',
        'The keychain is locked, or not available in this session.',
      ],
      actor: 'you',
      remedies: [
        'Check the file, and who may read it.',
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
      title: 'Plivo is not enabled for this account',
      message: 'Plivo is not enabled for this Vocobase account.',
      meaning:
        'plivo is missing from allowed_telephony_providers, the list of providers this account may call with. No API can change it. Vocobase enables it.',
      causes: [
        'Vocobase has not enabled Plivo for the account yet.',
        'The API key belongs to another partner account than you think.',
      ],
      actor: 'your Vocobase account manager',
      remedies: [
        'Check that this is the account you mean.',
        'Ask your Vocobase account manager to add plivo to allowed_telephony_providers. setup, call test, and doctor print a request you can send.',
        'To store the Plivo credentials now, run setup with --allow-pending-access.',
      ],
      commands: ['whoami', 'setup'],
      docsUrl: plivoSetup,
      exit: exits.notPermitted,
      origin: 'vocobase',
      retryable: false,
    },
    INSUFFICIENT_BALANCE: {
      kind: 'error',
      title: 'The Vocobase balance is used up',
      message: 'The Vocobase balance is used up, so no call can be started.',
      meaning:
        'Calls are charged to the balance of the Vocobase account, which is empty. The credit on the Plivo account is separate.',
      causes: ['Earlier calls used up the balance.'],
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
      title: 'The Vocobase account is not active',
      message: 'The Vocobase partner account is not active.',
      meaning:
        'The key is known, but its account is suspended or not approved yet. If not even the account can be read, this is the likely cause, not a proven one.',
      causes: ['The account is waiting for approval.', 'The account is suspended.'],
      actor: 'your Vocobase account manager',
      remedies: ['Ask your Vocobase account manager about the state of the account.'],
      commands: ['whoami'],
      docsUrl: authentication,
      exit: exits.notPermitted,
      origin: 'vocobase',
      retryable: false,
    },
    FORBIDDEN: {
      kind: 'error',
      title: 'Not permitted',
      message: 'The key is valid, but the account is not permitted to do this.',
      meaning:
        'The API answered 403, and the account does not show why. The documented reasons are an empty balance, a suspended account, and an account that is not approved.',
      causes: [
        'The account is suspended, or not approved for this.',
        'The balance is used up.',
        'The call uses a provider that is not enabled.',
      ],
      actor: 'your Vocobase account manager',
      remedies: [
        'Check the account, its providers, and its balance.',
        'If all of them pass, send the method, the path, and the message of the API to your Vocobase account manager.',
      ],
      commands: ['doctor', 'whoami'],
      docsUrl: authentication,
      exit: exits.notPermitted,
      origin: 'vocobase',
      retryable: false,
    },

    // Exit 6: blocked by the account's or machine's state.

    CONNECTION_AMBIGUOUS: {
      kind: 'error',
      title: 'Several active connections, and none chosen',
      message: 'Several connections of this provider are active, and none was chosen.',
      meaning:
        'Naming only the provider works as long as exactly one of its connections is active. With several, each call and each sync must name its connection_id, even if one of them is the default.',
      causes: ['A second connection was created, often by setup --name or connections create.'],
      actor: 'you',
      remedies: [
        'Choose one with --connection.',
        'Or remember one on this machine for all later calls and syncs.',
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
      title: 'The name or id matches several',
      message: 'This name or id matches more than one.',
      meaning:
        'A connection or agent is found by its exact id, its exact name, or a unique prefix of its id. Here several match.',
      causes: [
        'Two of them have the same name, which the API may allow.',
        'The prefix of the id is too short.',
      ],
      actor: 'you',
      remedies: ['Use the full id.'],
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
        'The API answered 409 because an identifier is taken, such as the name of an agent. Or a connection with this name exists with another number. Nothing was changed.',
      causes: [
        'The name is already in use.',
        'A connection with that name exists and has another caller ID.',
      ],
      actor: 'you',
      remedies: ['Choose another name, or use the existing one.'],
      commands: ['connections list', 'agents list'],
      docsUrl: authentication,
      exit: exits.state,
      origin: 'vocobase',
      retryable: false,
    },
    NOT_FOUND: {
      kind: 'error',
      title: 'Not found',
      message: 'Nothing has this name or id.',
      meaning:
        'It does not exist, or it belongs to another account than this API key. The API answers the same in both cases.',
      causes: [
        'A typo, or an id of something else.',
        'It was deleted, or is no longer active.',
        'The API key belongs to another account.',
      ],
      actor: 'you',
      remedies: ['Look it up in the list.', 'Check which account the key belongs to.'],
      commands: ['connections list --all', 'agents list', 'call list', 'whoami'],
      docsUrl: null,
      exit: exits.state,
      origin: 'vocobase',
      retryable: false,
    },
    PROVIDER_NOT_CONFIGURED: {
      kind: 'error',
      title: 'Plivo is not configured',
      message: 'Plivo is not configured for this Vocobase account.',
      meaning:
        'Vocobase has no usable Plivo connection: no credentials are stored, or no caller ID is set. Vocobase calls this "not configured".',
      causes: [
        'setup was never run for this account, or stopped before the connection step.',
        'Plivo is not enabled for the account. The guide names both causes for this message.',
        'The API key belongs to another partner account.',
      ],
      actor: 'you',
      remedies: [
        'See which steps are done.',
        'Run setup. It stores the credentials and verifies them.',
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
      message: 'The number is neither rented nor verified on this Plivo account.',
      meaning:
        'Plivo lists the number neither among the numbers of this account nor among its Verified Caller IDs. Nothing was stored in Vocobase.',
      causes: [
        'The number belongs to the main account and the Auth ID is a subaccount, or the other way around.',
        'The number was released.',
        'A digit is wrong.',
        'The number was rented from another carrier.',
      ],
      actor: 'you',
      remedies: [
        'Run setup without --from-number and choose from the numbers that Plivo lists.',
        'Or use the Auth ID of the account that has the number.',
        'Or rent a voice-enabled number in the Plivo console, under Phone Numbers.',
        'Or send the number unchecked with --skip-carrier-check.',
      ],
      commands: ['setup'],
      docsUrl: plivoSetup,
      exit: exits.state,
      origin: 'plivo',
      retryable: false,
    },
    PLIVO_NUMBER_NOT_VOICE: {
      kind: 'error',
      title: 'The number is not voice-enabled',
      message: 'The number is on the Plivo account, but it is not voice-enabled.',
      meaning:
        'Plivo lists the number without Voice. The Vocobase guide names such numbers as a cause of calls that ring and then drop. Nothing was stored in Vocobase.',
      causes: ['The number was rented for messaging only.'],
      actor: 'you',
      remedies: [
        'Choose a voice-enabled number, if the account has one.',
        'Or rent one in the Plivo console, under Phone Numbers.',
        'Or send the number unchecked with --skip-carrier-check.',
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
      title: 'The API does not know this path',
      message: 'The API does not know the path that was used.',
      meaning:
        'The documentation mentions listing and syncing phone numbers, but not their paths. The assumed path answered 404.',
      causes: ['The real path is another one.', 'The endpoint is not available to this account.'],
      actor: 'you',
      remedies: [
        'Ask Vocobase for the path, then set it here.',
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
      title: 'Too many requests per minute',
      message: 'The limit of requests per minute is reached, and waiting did not help.',
      meaning:
        'An API key may send 60 requests a minute, and 10 a minute to /calls. Above that, and when too many calls run at once, the API answers 429 LIMIT_REACHED. The request was not carried out.',
      causes: [
        'Something else uses the same key: another job, a dashboard, a poller.',
        'A script polls calls more often than every 6 seconds.',
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
      message: 'The maximum number of calls for this account is already running.',
      meaning:
        'Calls that are pending, ringing, or in progress count. The documented default is 5 at once per partner. The call was not started.',
      causes: ['Other calls of the account are running.', 'A campaign uses all slots.'],
      actor: 'you',
      remedies: [
        'Wait until a call has ended.',
        'If this is your normal load, ask your Vocobase account manager for a higher limit.',
      ],
      commands: ['api GET /calls/concurrency', 'call list --status in_progress'],
      docsUrl: 'https://docs.vocobase.com/api-reference/calls/get-current-call-concurrency',
      exit: exits.limit,
      origin: 'vocobase',
      retryable: true,
    },

    // Exit 130 on Ctrl-C or a canceled question, 129 on SIGHUP, 143 on SIGTERM.

    INTERRUPTED: {
      kind: 'error',
      title: 'Canceled',
      message: 'Canceled.',
      meaning:
        'You canceled at a prompt or pressed Ctrl-C, or the process was told to stop. What was done before that stays done.',
      causes: [
        'Ctrl-C, or a canceled question.',
        'A closed terminal.',
        'A CI job that was canceled or ran out of time.',
      ],
      actor: 'you',
      remedies: [
        'Check what is already done before you run the command again.',
        'setup continues where it stopped. A call that was started keeps running.',
      ],
      commands: ['status'],
      docsUrl: null,
      exit: exits.interrupted,
      origin: 'local',
      retryable: false,
    },
  }) as const satisfies Record<string, ErrorEntry>;
