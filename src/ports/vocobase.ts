import type { Agent, AgentFields, Voice } from '../domain/vocobase/agent.ts';
import type { Call, Concurrency, StartCall } from '../domain/vocobase/call.ts';
import type { Connection } from '../domain/vocobase/connection.ts';
import type {
  PhoneNumber,
  PhoneNumberChange,
  SyncReply,
} from '../domain/vocobase/imported-number.ts';
import type { PartnerConfig } from '../domain/vocobase/partner-config.ts';
import type { HttpReply } from './http.ts';

interface Page {
  readonly limit?: number;
  readonly offset?: number;
}

/**
 * The Vocobase Partner API, V2. Every member throws CliError with the code that the failure proves,
 * and `http` facts as the API said them. With `--dry-run` a writing member throws DryRunStop with
 * the request instead of sending it.
 */
export interface Vocobase {
  /** `https://api.vocobase.com/api/v2`, or what was set. */
  readonly baseUrl: string;

  /** `GET /config`. */
  config(): Promise<PartnerConfig>;
  /** `PUT /config/telephony/<provider>`: creates or updates the provider's default connection. */
  putDefaultConnection(
    provider: string,
    fields: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>>;

  /** `GET /telephony/connections`: active and inactive ones, as the API lists them. */
  listConnections(provider?: string): Promise<readonly Connection[]>;
  /**
   * `POST /telephony/connections`. When the outcome is unclear the list is read: a connection that
   * was not there before and fits is returned, else OUTCOME_UNKNOWN is thrown.
   */
  createConnection(fields: Readonly<Record<string, unknown>>): Promise<Connection>;

  /** `GET /phone-numbers` (undocumented shape, U14). Throws ENDPOINT_NOT_AVAILABLE on 404. */
  listPhoneNumbers(filter: {
    readonly provider?: string;
    readonly connectionId?: string;
  }): Promise<readonly PhoneNumber[]>;
  /** `POST /phone-numbers/sync` (undocumented path, U15). Throws ENDPOINT_NOT_AVAILABLE on 404. */
  syncPhoneNumbers(body: {
    readonly provider: string;
    readonly connectionId: string | null;
  }): Promise<SyncReply>;
  /** `PUT /phone-numbers/{id}`; only the fields named are sent. */
  updatePhoneNumber(id: string, change: PhoneNumberChange): Promise<PhoneNumber>;

  /**
   * `POST /calls/start`. `provider` is always sent; a from-number never is. When the outcome is
   * unclear the call list is read: a new call to that number is returned, else OUTCOME_UNKNOWN.
   */
  startCall(start: StartCall): Promise<Call>;
  /** `GET /calls`, newest first. */
  listCalls(
    filter: Page & { readonly status?: string },
  ): Promise<{ readonly calls: readonly Call[]; readonly total: number }>;
  /** `GET /calls/{id}`, with the session. */
  getCall(id: string): Promise<Call>;
  /** `GET /calls/concurrency`. */
  concurrency(): Promise<Concurrency>;

  /** `GET /agent`, all pages. */
  listAgents(): Promise<readonly Agent[]>;
  getAgent(id: string): Promise<Agent>;
  createAgent(fields: AgentFields): Promise<Agent>;
  /** `PUT /agent/{id}`; only the fields named are sent. */
  updateAgent(id: string, fields: Partial<AgentFields>): Promise<Agent>;
  /** `GET /agent/voices`. */
  listVoices(): Promise<readonly Voice[]>;

  /** Any request, authenticated; the reply of any status. */
  raw(method: string, path: string, body?: unknown): Promise<HttpReply>;
}
