import type { Phrases } from './phrases';
import type { FunctionDay, FunctionSummary, FunctionToday, Summary } from './summary';

/** Changes and happenings of one function that a mail shows. */
const MOST_SHOWN = 20;

const DAY_MILLISECONDS = 86_400_000;

/** A function whose day was read. */
type Told = Extract<FunctionDay, { readonly kind: 'told' }>;

/** Puts a summary into words: lines of plain text. The first one says the worst. */
export function render(summary: Summary, phrases: Phrases): readonly string[] {
  const { functions, timeZone } = summary;
  const time = (moment: string | Date): string => localTime(new Date(moment), timeZone);
  const begin = new Date(summary.date);
  const attention = functions.filter(({ needsAttention }) => needsAttention);
  const rest = functions.filter(({ needsAttention }) => !needsAttention);
  return [
    headline(functions, attention.length, phrases),
    '',
    phrases.title(summary.site, summary.date),
    phrases.window(time(begin), time(new Date(begin.getTime() + DAY_MILLISECONDS)), timeZone),
    ...section(
      phrases.attentionHeading,
      attention.flatMap((entry) => detailLines(entry, phrases, time)),
    ),
    ...section(phrases.happenedHeading, happenedLines(functions, phrases, time)),
    ...section(
      phrases.restHeading,
      rest.map((entry) => `- ${entry.name}: ${restLine(entry, phrases)}`),
    ),
  ].map(oneLine);
}

/** A moment in a time zone, for example `2026-11-25 21:00:00`. */
export function localTime(moment: Date, timeZone: string): string {
  // Sweden writes dates in the order of ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(moment);
}

function headline(functions: readonly FunctionSummary[], attention: number, phrases: Phrases): string {
  if (functions.every(({ yesterday }) => yesterday.kind !== 'told')) {
    return phrases.nothingKnown;
  }
  return attention === 0 ? phrases.allWell(functions.length) : phrases.attention(attention, functions.length);
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `== ${heading} ==`, ...lines];
}

type Time = (moment: string) => string;

function detailLines(entry: FunctionSummary, phrases: Phrases, time: Time): readonly string[] {
  const { name, yesterday, today } = entry;
  return [
    `- ${name}`,
    ...dayLines(yesterday, entry.runsPerDay, phrases, time).map((line) => `    ${line}`),
    `    ${todayLine(today, phrases, time)}`,
  ];
}

function dayLines(yesterday: FunctionDay, runsPerDay: number | null, phrases: Phrases, time: Time): readonly string[] {
  switch (yesterday.kind) {
    case 'unread':
      return [phrases.unread(yesterday.why.code, yesterday.why.reason)];
    case 'none':
      return [phrases.noRecord];
    case 'told':
      return toldLines(yesterday, runsPerDay, phrases, time);
  }
}

function toldLines(
  { day, last, open, missing }: Told,
  runsPerDay: number | null,
  phrases: Phrases,
  time: Time,
): readonly string[] {
  const changes = day.changes.slice(-MOST_SHOWN);
  return [
    last === null ? phrases.lastUnknown : phrases.last(last.outcome, time(last.at)),
    phrases.runs(day.completed, runsPerDay),
    ...linesIf(missing > 0, () => phrases.runsMissing(missing)),
    ...linesIf(day.crashed > 0, () => phrases.runsCrashed(day.crashed)),
    ...linesIf(open > 0, () => phrases.runsOpen(open)),
    ...linesIf(day.completed > 0, () => phrases.outcomes(countsOf(day.byOutcome))),
    ...linesIf(Object.keys(day.unknownByCode).length > 0, () => phrases.unknown(countsOf(day.unknownByCode))),
    ...linesIf(day.changeCount > 0, () => phrases.changes(day.changeCount, changes.length)),
    ...changes.map(({ at, from, to, reason }) => `  ${phrases.change(time(at), from, to, reason)}`),
  ];
}

function happenedLines(functions: readonly FunctionSummary[], phrases: Phrases, time: Time): readonly string[] {
  const lines = functions.flatMap(({ name, yesterday }) => {
    if (yesterday.kind !== 'told' || yesterday.day.happenedCount === 0) {
      return [];
    }
    const shown = yesterday.day.happened.slice(-MOST_SHOWN);
    return [
      `- ${name}: ${phrases.happened(yesterday.day.happenedCount, shown.length)}`,
      ...shown.map(({ at, text }) => `    ${time(at)} ${text}`),
    ];
  });
  return lines.length === 0 ? [phrases.nothingHappened] : lines;
}

function restLine({ yesterday, runsPerDay }: FunctionSummary, phrases: Phrases): string {
  return yesterday.kind === 'told' ? phrases.runs(yesterday.day.completed, runsPerDay) : phrases.notCalled;
}

function todayLine(today: FunctionToday, phrases: Phrases, time: Time): string {
  switch (today.kind) {
    case 'unread':
      return phrases.todayUnread(today.why.code, today.why.reason);
    case 'none':
      return phrases.todayNone;
    case 'since':
      return phrases.todaySince(time(today.firstAt));
  }
}

function linesIf(condition: boolean, line: () => string): readonly string[] {
  return condition ? [line()] : [];
}

function countsOf(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${String(count)}`)
    .join(', ');
}

/** A text from a record may hold anything; in a mail it stays on its line and writes nothing but itself. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}
