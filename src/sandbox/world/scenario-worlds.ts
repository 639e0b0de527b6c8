import {
  DEMO_AUTH_ID,
  DEMO_AUTH_TOKEN,
  DEMO_CONNECTION_ID,
  DEMO_CONNECTION_NAME,
  DEMO_FROM_NUMBER,
  DEMO_INDIAN_NUMBER,
  DEMO_NEXT_AUTH_TOKEN,
  DEMO_PREVIOUS_AUTH_TOKEN,
  DEMO_SECOND_CONNECTION_ID,
  DEMO_SECOND_CONNECTION_NAME,
  DEMO_SECOND_NUMBER,
  DEMO_SUBACCOUNT_AUTH_ID,
  DEMO_SUBACCOUNT_AUTH_TOKEN,
  DEMO_TO_NUMBER,
} from '../demo.ts';
import { hashSecret } from '../http/secrets.ts';
import type { ScenarioName } from '../scenarios.ts';
import { settleCalls, startCall } from './calls.ts';
import { addConnection, importNumber } from './connections.ts';
import {
  conversation,
  dropsAfterAnswer,
  type Outcome,
  silentAgent,
  unknownCallerId,
  voicemail,
} from './destinations.ts';
import { numbersOf } from './plivo-account.ts';
import { DAY, defaultWorld, plivoNumber } from './seed.ts';
import type { Connection, PlivoAccount, World } from './world.ts';

const MINUTE = 60 * 1000;

/** The world at the start of a scenario; `now` in milliseconds since 1970. */
export function worldOf(scenario: ScenarioName, now: number): World {
  const world = defaultWorld(now);
  world.scenario = scenario;
  shapes[scenario](world, now);
  settleCalls(world, now);
  return world;
}

/** How each scenario changes the default world. */
const shapes: Readonly<Record<ScenarioName, (world: World, now: number) => void>> = {
  default: () => {},
  healthy,
  'plivo-not-allowed': (world) => {
    world.partner.allowed_telephony_providers = ['twilio', 'vobiz'];
  },
  'partner-suspended': (world, now) => {
    healthy(world, now);
    world.partner.status = 'suspended';
  },
  'key-revoked': (world, now) => {
    healthy(world, now);
    world.apiKeyHashes = [];
  },
  'token-refused': (world) => {
    world.choices.verifyCredentials = 'refuse-all';
  },
  'token-rotated': (world, now) => {
    const connection = configured(world, now, { token: DEMO_PREVIOUS_AUTH_TOKEN });
    pastCall(world, connection, { minutesAgo: 20, now });
  },
  'token-fails-at-call': (world, now) => {
    const connection = configured(world, now);
    connection.refusedAtCall = true;
    pastCall(world, connection, { minutesAgo: 20, now });
    world.choices.verifyCredentials = 'at-call';
    world.newCredentialsFailAtCall = true;
  },
  'two-connections': (world, now) => {
    const first = configured(world, now, { importAll: false });
    const second = addConnection(world, {
      ...plivoConnection(DEMO_AUTH_ID, DEMO_AUTH_TOKEN, DEMO_INDIAN_NUMBER, now - 10 * DAY),
      id: DEMO_SECOND_CONNECTION_ID,
      name: DEMO_SECOND_CONNECTION_NAME,
    });
    for (const number of numbersOf(world, DEMO_AUTH_ID)) {
      const home = number.country_iso === 'IN' ? second : first;
      importNumber(world, home, `+${number.number}`, number.alias);
    }
    pastCall(world, first, { minutesAgo: 90, now, outcome: conversation });
  },
  'no-voice-number': (world, now) => {
    world.plivo.numbers = world.plivo.numbers.filter((number) => number.country_iso === 'US');
    for (const number of world.plivo.numbers) number.voice_enabled = false;
    configured(world, now);
  },
  'caller-id-unknown': (world, now) => {
    configured(world, now);
    world.phoneNumbers = [];
  },
  'number-released': (world, now) => {
    configured(world, now);
    world.plivo.numbers = world.plivo.numbers.filter(
      (number) => `+${number.number}` !== DEMO_FROM_NUMBER,
    );
  },
  'agent-number': (world, now) => {
    healthy(world, now);
    const row = world.phoneNumbers.find((each) => each.phone_number === DEMO_SECOND_NUMBER);
    if (row) row.agent_id = world.agents[0]?.id ?? null;
  },
  'no-agent': (world, now) => {
    configured(world, now);
    world.agents = [];
  },
  'no-balance': (world, now) => {
    healthy(world, now);
    settleCalls(world, now);
    world.partner.credits = 0;
  },
  'concurrency-full': (world, now) => {
    const connection = configured(world, now);
    for (let slot = 0; slot < world.choices.concurrencyLimit; slot += 1) {
      pastCall(world, connection, { minutesAgo: 2, now, outcome: conversation });
    }
    // A call without a final step never ends.
    for (const call of world.calls) call.steps.pop();
  },
  'rate-limited': (world) => {
    world.faults.kind = 'rate-limited';
  },
  'rate-limited-retry-after': (world) => {
    world.faults.kind = 'rate-limited';
    world.choices.retryAfterHeader = true;
  },
  slow: (world) => {
    world.faults.latencyMs = 1200;
  },
  flaky: (world) => {
    world.faults.kind = 'flaky';
  },
  garbled: (world) => {
    world.faults.kind = 'garbled';
  },
  'carrier-blocked': (world, now) => {
    healthy(world, now);
    world.plivo.blocked = true;
  },
  'carrier-refused': (world, now) => {
    changeMainAccount(world, { tokenHashes: [hashSecret(DEMO_NEXT_AUTH_TOKEN)] });
    configured(world, now, { token: DEMO_NEXT_AUTH_TOKEN });
  },
  'carrier-no-credit': (world, now) => {
    changeMainAccount(world, { cash_credits: '0.00000' });
    configured(world, now);
  },
  'carrier-trial': (world, now) => {
    changeMainAccount(world, { account_type: 'developer' });
    configured(world, now);
  },
  'subaccount-empty': (world, now) => {
    configured(world, now, {
      authId: DEMO_SUBACCOUNT_AUTH_ID,
      token: DEMO_SUBACCOUNT_AUTH_TOKEN,
    });
  },
  'india-compliance': (world, now) => {
    for (const number of world.plivo.numbers) {
      if (number.compliance_status) number.compliance_status = 'rejected';
    }
    for (const compliance of world.plivo.compliances) {
      compliance.status = 'rejected';
      compliance.rejection_reason = 'The uploaded document could not be read';
    }
    configured(world, now, { from: DEMO_INDIAN_NUMBER });
  },
  'dropped-calls': (world, now) => {
    const connection = configured(world, now);
    pastCall(world, connection, { minutesAgo: 50, now, outcome: unknownCallerId });
    pastCall(world, connection, { minutesAgo: 35, now, outcome: unknownCallerId });
    pastCall(world, connection, { minutesAgo: 15, now, outcome: dropsAfterAnswer });
  },
  'sync-missing': (world, now) => {
    configured(world, now, { importAll: false });
    world.choices.numberSync = 'missing';
  },
  voicemail: (world, now) => {
    const connection = configured(world, now);
    for (const agent of world.agents) {
      agent.voicemail_message = 'Hello, we will call again tomorrow.';
    }
    pastCall(world, connection, { minutesAgo: 30, now, outcome: voicemail });
    world.usualCall = 'voicemail';
  },
  'many-connections': manyConnections,
  'silent-agent': (world, now) => {
    const connection = configured(world, now);
    pastCall(world, connection, { minutesAgo: 30, now, outcome: silentAgent });
    world.usualCall = 'silentAgent';
  },
};

function healthy(world: World, now: number): void {
  const connection = configured(world, now);
  pastCall(world, connection, { minutesAgo: 90, now, outcome: conversation });
}

const clients = [
  'Alder Dental',
  'Birch Clinic',
  'Cedar Motors',
  'Dahlia Spa',
  'Elm Insurance',
  'Fern Travel',
  'Ginger Foods',
  'Hazel Homes',
  'Iris Optics',
  'Juniper Hotels',
  'Kale Kitchen',
  'Laurel Law',
  'Maple Bank',
  'Nettle Energy',
  'Oak Pharmacy',
  'Poplar Pets',
  'Quince Catering',
  'Rowan Realty',
  'Sage Fitness',
  'Tulip Flowers',
  'Umber Paints',
  'Violet Events',
  'Willow Care',
  'Yarrow Tea',
  'Zinnia Schools',
];

/** One connection and one number for each client; some do not work. */
function manyConnections(world: World, now: number): void {
  const inactive = ['Elm Insurance', 'Poplar Pets'];
  const withoutCallerId = 'Hazel Homes';
  const notImported = ['Maple Bank', 'Violet Events'];
  for (const [index, name] of clients.entries()) {
    const from = `+14155550${110 + index}`;
    const hasCallerId = name !== withoutCallerId;
    if (hasCallerId) world.plivo.numbers.push(plivoNumber(from, { alias: name }));
    const order = String(index + 1).padStart(12, '0');
    const connection = addConnection(world, {
      ...plivoConnection(DEMO_AUTH_ID, DEMO_AUTH_TOKEN, from, now - (40 - index) * DAY),
      from_number: hasCallerId ? from : null,
      // The first 8 characters differ, so that a short prefix names one connection.
      id: `${(0xc1000000 + index * 0x10101).toString(16)}-5a4d-4b0c-8d3e-${order}`,
      name: `Plivo - ${name}`,
    });
    if (inactive.includes(name)) connection.status = 'INACTIVE';
  }
  world.phoneNumbers = world.phoneNumbers.filter((row) => {
    const home = world.connections.find((connection) => connection.id === row.connection_id);
    return !notImported.some((name) => home?.name.endsWith(name));
  });
  const first = world.connections[0];
  if (first) pastCall(world, first, { minutesAgo: 90, now, outcome: conversation });
}

interface Setup {
  authId?: string;
  token?: string;
  from?: string;
  importAll?: boolean;
}

/** One default Plivo connection, stored some days ago. */
function configured(world: World, now: number, setup: Setup = {}): Connection {
  const { authId = DEMO_AUTH_ID, token = DEMO_AUTH_TOKEN, importAll = true } = setup;
  const from = setup.from ?? DEMO_FROM_NUMBER;
  const connection = addConnection(world, plivoConnection(authId, token, from, now - 20 * DAY));
  if (importAll) {
    for (const number of numbersOf(world, authId)) {
      importNumber(world, connection, `+${number.number}`, number.alias);
    }
  }
  return connection;
}

function plivoConnection(
  authId: string,
  token: string,
  from: string,
  created: number,
): Omit<Connection, 'is_default' | 'status'> {
  return {
    id: DEMO_CONNECTION_ID,
    provider: 'plivo',
    name: DEMO_CONNECTION_NAME,
    account: authId,
    secretHashes: { auth_token: hashSecret(token) },
    from_number: from,
    details: {},
    refusedAtCall: false,
    created_at: created,
  };
}

/** A call placed some minutes ago. Without an outcome, it ends as a call placed now would. */
function pastCall(
  world: World,
  connection: Connection,
  past: { minutesAgo: number; now: number; outcome?: Outcome },
): void {
  const agent = world.agents[0];
  if (!agent || !connection.from_number) return;
  const order = { agent, connection, from: connection.from_number, to: DEMO_TO_NUMBER };
  startCall(
    world,
    past.outcome ? { ...order, outcome: past.outcome } : order,
    past.now - past.minutesAgo * MINUTE,
  );
}

function changeMainAccount(world: World, change: Partial<PlivoAccount>): void {
  for (const account of world.plivo.accounts) {
    if (account.auth_id === DEMO_AUTH_ID) Object.assign(account, change);
  }
}
