import { CliError } from '../errors/cli-error.ts';
import { proxyName } from './proxy-for.ts';
import { causeOf, TransportFault } from './transport-shapes.ts';

/**
 * Returns the error that a request without a complete response proves. Every error has
 * `details.sent`: whether the request may have reached the server.
 */
export function networkFault(thrown: unknown, url: URL): CliError {
  // ofetch wraps the transport's errors.
  const fault = causeOf(thrown, TransportFault);
  const error = firstOf(fault?.cause ?? thrown);
  const code = codeOf(error);
  const words = error instanceof Error ? error.message : '';
  const sent = fault?.sent ?? true;

  const tls = tlsReason(code, words);
  if (tls !== null) {
    return new CliError('NETWORK_TLS', {
      message: `No encrypted connection to ${url.host}: ${tls}.`,
      details: {
        reason: tls,
        system_code: code,
        host: url.host,
        // A certificate is checked before anything is sent; an alert may come later.
        sent: code !== null && code in tlsReasons ? false : sent,
      },
      cause: thrown,
    });
  }
  if (fault?.proxy && (!fault.sent || isProxyFault(error, words))) {
    return proxyFault(fault.proxy, url, code, words, thrown);
  }
  const reason = unreachableReason(error);
  return new CliError('NETWORK_UNREACHABLE', {
    message: unreachableWords[reason](url, code),
    details: {
      reason,
      system_code: code,
      host: url.host,
      sent: reason === 'reset' ? sent : false,
    },
    cause: thrown,
  });
}

/** A host with several addresses fails with one error for each of them; this is the first. */
function firstOf(error: unknown): unknown {
  return error instanceof AggregateError ? (error.errors[0] ?? error) : error;
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

function proxyFault(
  proxy: string,
  url: URL,
  code: string | null,
  words: string,
  cause: unknown,
): CliError {
  const name = proxyName(proxy);
  const status = Number(/Proxy response \((\d{3})\)/.exec(words)?.[1] ?? Number.NaN);
  const what = !/^https?:/i.test(proxy)
    ? 'is not supported: its address must start with http:// or https://'
    : Number.isNaN(status)
      ? 'cannot be reached'
      : status === 407
        ? 'asks for a user name and password (407)'
        : `refused the request to ${url.host} (${status})`;
  return new CliError('NETWORK_PROXY', {
    message: `The proxy ${name} ${what}.`,
    details: {
      proxy: name,
      host: url.host,
      status: Number.isNaN(status) ? null : status,
      system_code: code,
      sent: false,
    },
    cause,
  });
}

/**
 * True if the proxy caused the failure. With a proxy, every new connection goes to the proxy; only
 * later disconnects may come from behind it.
 */
function isProxyFault(error: unknown, words: string): boolean {
  return /Proxy response|Proxy Connection/i.test(words) || unreachableReason(error) !== 'reset';
}

type Unreachable = 'dns' | 'refused' | 'reset';

/**
 * The most specific of three reasons. `refused` is every failure to connect (no route, no
 * permission, no reply to the attempt), because nothing was sent then. Everything else is `reset`:
 * a timeout or a lost route may also end a connection that had carried the request.
 */
function unreachableReason(error: unknown): Unreachable {
  const code = codeOf(error) ?? '';
  if (/^(ENOTFOUND|ENODATA|EAI_\w+)$/.test(code)) return 'dns';
  const connecting =
    typeof error === 'object' &&
    error !== null &&
    'syscall' in error &&
    error.syscall === 'connect';
  return connecting || code === 'UND_ERR_CONNECT_TIMEOUT' ? 'refused' : 'reset';
}

const unreachableWords: Record<Unreachable, (url: URL, code: string | null) => string> = {
  dns: (url) => `The host ${url.hostname} was not found.`,
  refused: (url, code) =>
    code === 'ECONNREFUSED'
      ? `${url.host} refused the connection.`
      : `Could not connect to ${url.host} (${code}).`,
  reset: (url) => `The connection to ${url.host} was lost before a complete reply arrived.`,
};

function tlsReason(code: string | null, words: string): string | null {
  if (code === null) return null;
  const known = tlsReasons[code];
  if (known) return known;
  if (/^(CERT|UNABLE_TO|CRL|ERR_TLS|ERR_SSL|EPROTO)/.test(code) || /\bSSL\b|\bTLS\b/.test(code)) {
    return /wrong version number|packet length too long/i.test(words)
      ? 'the other side does not speak TLS'
      : `the TLS handshake failed (${code})`;
  }
  return null;
}

const tlsReasons: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate chain ends in a root that this machine does not trust',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the issuer of the certificate is not known to this machine',
  UNABLE_TO_GET_ISSUER_CERT: 'the issuer of the certificate is not known to this machine',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the issuer of the certificate is not known to this machine',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet',
  CERT_REVOKED: 'the certificate was revoked',
  CERT_UNTRUSTED: 'the certificate is not trusted by this machine',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate was issued for another host',
};
