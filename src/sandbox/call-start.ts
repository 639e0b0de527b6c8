import { randomUUID } from 'node:crypto';
import { planSteps } from './call-clock.ts';
import { outcomeOf } from './call-outcome.ts';
import type { Outcome } from './destinations.ts';
import type { Agent, Call, Connection, World } from './world.ts';

export interface CallOrder {
  agent: Agent;
  connection: Connection;
  from: string;
  to: string;
  variables?: Record<string, string>;
  /** Only for calls of the past that a scenario tells of. */
  outcome?: Outcome;
}

/** Adds a call whose course is decided from here on. */
export function startCall(world: World, order: CallOrder, now: number): Call {
  const { agent, connection, from, to } = order;
  const outcome = order.outcome ?? outcomeOf(world, connection, agent, from, to);
  // The failure has been seen: credentials that are written after it are good ones again.
  if (connection.refusedAtCall) world.disturbances.newCredentialsFailAtCall = false;
  const call: Call = {
    id: randomUUID(),
    session_id: randomUUID(),
    agent_id: agent.id,
    connection_id: connection.id,
    provider: connection.provider,
    from_number: from,
    to_number: to,
    direction: 'outbound',
    variables: order.variables ?? {},
    steps: planSteps(outcome, world.choices.callSeconds, now),
    ending: {
      disposition: outcome.disposition,
      answered_by: outcome.answeredBy,
      error_message: outcome.errorMessage,
      hangup: outcome.hangup,
    },
    settled: false,
  };
  world.calls.push(call);
  return call;
}
