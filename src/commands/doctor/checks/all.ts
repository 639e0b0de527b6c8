import type { Check } from '../check.ts';
import { agentExists } from './agent-exists.ts';
import { anotherPlivo } from './another-plivo.ts';
import { apiAnswers } from './api-answers.ts';
import { carrierBalance } from './carrier-balance.ts';
import { carrierCredentials } from './carrier-credentials.ts';
import { carrierNumbers } from './carrier-numbers.ts';
import { carrierTrial } from './carrier-trial.ts';
import { concurrency } from './concurrency.ts';
import { configured } from './configured.ts';
import { connectionChosen } from './connection-chosen.ts';
import { dataRegion, geoPermissions, ipAllowList, plivoPlan } from './console-only.ts';
import { lastConversation } from './conversation.ts';
import { hangupReasons } from './hangup-causes.ts';
import { indiaCompliance } from './india-compliance.ts';
import { keyAccepted } from './key-accepted.ts';
import { keyStorage } from './key-storage.ts';
import { numberApplication } from './number-application.ts';
import { numberDrift } from './number-drift.ts';
import { numberImported } from './number-imported.ts';
import { numberOwned } from './number-owned.ts';
import { numberVoice } from './number-voice.ts';
import { partnerActive } from './partner-active.ts';
import { providerAllowed } from './provider-allowed.ts';
import { recentCalls } from './recent-calls.ts';
import { shownNumber } from './shown-number.ts';
import { storedToken } from './stored-token.ts';
import { vocobaseBalance } from './vocobase-balance.ts';
import { voicemailEnabled } from './voicemail-enabled.ts';
import { voicemailSettings } from './voicemail-settings.ts';

/** Every check, in the order of the report. */
export const checks: readonly Check[] = [
  apiAnswers,
  keyAccepted,
  partnerActive,
  providerAllowed,
  vocobaseBalance,

  configured,
  connectionChosen,
  storedToken,

  carrierCredentials,
  carrierBalance,
  carrierTrial,
  carrierNumbers,

  shownNumber,
  numberOwned,
  numberVoice,
  numberApplication,
  numberImported,
  numberDrift,
  indiaCompliance,

  agentExists,
  voicemailSettings,
  voicemailEnabled,

  concurrency,
  recentCalls,
  lastConversation,
  hangupReasons,

  keyStorage,
  anotherPlivo,

  geoPermissions,
  dataRegion,
  ipAllowList,
  plivoPlan,
];
