/** The environment variables that configure proxies. */
export type ProxyEnv = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for a URL, or null. Lower-case names come first, https falls
 * back to HTTP_PROXY, and NO_PROXY accepts hosts, `.suffixes`, `host:port`, and `*`, all as undici
 * reads them. Loopback addresses are never proxied: no proxy could reach them.
 */
export function proxyFor(url: URL, env: ProxyEnv): string | null {
  if (isThisMachine(url.hostname)) return null;
  const forHttp = env.http_proxy ?? env.HTTP_PROXY;
  const proxy =
    url.protocol === 'https:' ? (env.https_proxy ?? env.HTTPS_PROXY ?? forHttp) : forHttp;
  if (!proxy || isExcepted(url, env.no_proxy ?? env.NO_PROXY ?? '')) return null;
  // Many machines are configured with `proxy.example:3128`, without a scheme.
  return /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

/** The proxy's host and port, without the credentials in its address. */
export function proxyName(proxy: string): string {
  return URL.canParse(proxy) ? new URL(proxy).host : 'the proxy';
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

function isExcepted(url: URL, exceptions: string): boolean {
  if (exceptions.trim() === '*') return true;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return exceptions
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const [, host = entry, onlyPort] = /^(.+):(\d+)$/.exec(entry) ?? [];
      const name = host.replace(/^\*?\./, '').toLowerCase();
      if (onlyPort && onlyPort !== port) return false;
      return url.hostname === name || url.hostname.endsWith(`.${name}`);
    });
}
