let day = '';
let began = Number.NaN;

const two = (text: string, from: number): number =>
  (text.charCodeAt(from) - 48) * 10 + text.charCodeAt(from + 1) - 48;

/**
 * As `Date.parse`, of an entry's time: entries follow each other, so that the day mostly is the one that was read last.
 *
 * @param at RFC 3339 in UTC with milliseconds, as {@link Recorded.at}
 * @returns milliseconds since 1970; NaN of a time that there is not
 */
export function timeOfEntry(at: string): number {
  if (!at.startsWith(day) || day === '') {
    day = at.slice(0, 10);
    began = Date.parse(`${day}T00:00:00.000Z`);
  }
  const [hours, minutes, seconds] = [two(at, 11), two(at, 14), two(at, 17)];
  if (hours > 23 || minutes > 59 || seconds > 59) return Date.parse(at);
  const milliseconds = (at.charCodeAt(20) - 48) * 100 + two(at, 21);
  return began + ((hours * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds;
}
