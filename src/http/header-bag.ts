/**
 * The few methods of `Headers` that ofetch uses. Touching the global class makes Node load all of
 * undici, which costs more than a request over `node:http`.
 */
export class HeaderBag extends Map<string, string> {
  constructor(init?: Iterable<readonly [string, string]> | Readonly<Record<string, string>>) {
    super();
    if (!init) return;
    const pairs = Symbol.iterator in init ? init : Object.entries(init);
    for (const [name, value] of pairs as Iterable<readonly [string, string]>) this.set(name, value);
  }

  override get(name: string): string | undefined {
    return super.get(name.toLowerCase());
  }

  override has(name: string): boolean {
    return super.has(name.toLowerCase());
  }

  override set(name: string, value: string): this {
    return super.set(name.toLowerCase(), value);
  }

  override delete(name: string): boolean {
    return super.delete(name.toLowerCase());
  }
}
