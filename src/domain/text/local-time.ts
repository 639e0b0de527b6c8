/** A time as a person reads it. */
export interface LocalTime {
  /** `2026-03-01 13:00`, on the clock of this machine. */
  readonly time: string;
  /** `CET`, `GMT+5:30`, `UTC`. */
  readonly zone: string;
}

/** Null for a text that is not a time. */
export function localTime(value: string | null | undefined): LocalTime | null {
  const at = new Date(value ?? '');
  if (Number.isNaN(at.getTime())) return null;
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return { time: `${day} ${two(at.getHours())}:${two(at.getMinutes())}`, zone: zoneAt(at) };
}

/** `2026-03-01 13:00 CET`; a dash if there is no time. */
export function localTimeText(value: string | null | undefined): string {
  const local = localTime(value);
  return local === null ? '–' : `${local.time} ${local.zone}`;
}

/** `13:00:05`; the text itself if it is not a time. */
export function localClock(value: string): string {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? value : at.toTimeString().slice(0, 8);
}

/** The short name of the time zone at that moment, which changes with daylight saving time. */
export function zoneAt(at: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
