/** What goes back over the wire; `cut` means that the connection is reset instead. */
export type Reply =
  | { kind: 'json'; status: number; headers: Record<string, string>; body: unknown }
  | { kind: 'text'; status: number; headers: Record<string, string>; text: string }
  | { kind: 'cut' };

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { kind: 'json', status, headers, body };
}

export function text(status: number, words: string, headers: Record<string, string> = {}): Reply {
  return { kind: 'text', status, headers, text: words };
}

/** The Partner API's envelope of a success. */
export function success(data: unknown, status = 200): Reply {
  return json(status, { success: true, data });
}

/** The Partner API's envelope of an error: exactly a code and a message. */
export function failure(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Reply {
  return json(status, { success: false, error: { code, message } }, headers);
}
