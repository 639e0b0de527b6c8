import { plivoAccepts, plivoAccount } from './credentials.ts';
import {
  completes,
  destinations,
  type Outcome,
  outOfCredits,
  reachesMailbox,
  refusedByPlivo,
  unknownCallerId,
} from './destinations.ts';
import { ownedNumber } from './plivo/ownership.ts';
import type { Agent, Connection, World } from './world.ts';

/** Decides at the start how a call will go: first what the carrier refuses, then who is dialled. */
export function outcomeOf(
  world: World,
  connection: Connection,
  agent: Agent,
  from: string,
  to: string,
): Outcome {
  const refused = connection.provider === 'plivo' ? carrierRefusal(world, connection, from) : null;
  return refused ?? heard(world, agent, whoAnswers(world, to));
}

function carrierRefusal(world: World, connection: Connection, from: string): Outcome | null {
  if (connection.refusedAtCall || !plivoAccepts(world, connection)) {
    return refusedByPlivo('Plivo refused the credentials of the connection: 401 from Plivo');
  }
  if (isBroke(world, connection)) return outOfCredits;
  const number = ownedNumber(world, connection.account, from);
  if (!number?.voice_enabled) return unknownCallerId;
  if (number.compliance_status !== null && number.compliance_status !== 'accepted') {
    return refusedByPlivo(
      `Plivo refused the call: ${from} cannot place calls as its compliance application is not in 'accepted' status`,
    );
  }
  return null;
}

function isBroke(world: World, connection: Connection): boolean {
  const account = plivoAccount(world, connection.account);
  const payer = account?.parent ? plivoAccount(world, account.parent) : account;
  return payer?.billing_mode === 'prepaid' && Number(payer.cash_credits) <= 0;
}

function whoAnswers(world: World, to: string): Outcome {
  const fixed = destinations[to];
  if (fixed) return fixed;
  return world.disturbances.everyoneIsAMailbox ? reachesMailbox : completes;
}

/** What a mailbox does to the call depends on detection at the account (U37) and at the agent. */
function heard(world: World, agent: Agent, outcome: Outcome): Outcome {
  if (outcome !== reachesMailbox) return outcome;
  if (!world.choices.voicemailDetection) {
    return { ...completes, answeredBy: 'unknown' };
  }
  if (agent.voicemail_detection_enabled && !agent.voicemail_message) {
    return { ...outcome, hangup: { code: 9100, name: 'Machine Detected', source: 'Plivo' } };
  }
  return outcome;
}
