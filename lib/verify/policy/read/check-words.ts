import { nearest } from '../../../site/schema/nearest';
import { show } from '../../../site/input/show';
import { readWord } from '../select/words';
import { findService, SERVICE_FORMS } from '../services';
import type { FieldPath } from './source';

/** What is wrong with a field. */
export interface Problem {
  readonly must: string;
  readonly got?: string;
  readonly hint: string;
  readonly code: string;
}

export type Report = (path: FieldPath, problem: Problem) => void;

/** Checks the words of a selector, whatever it is made of. */
export function checkSelector(value: unknown, path: FieldPath, segments: readonly string[], report: Report): void {
  if (typeof value === 'string') {
    checkWord(value, path, segments, report);
    return;
  }
  if (Array.isArray(value) && value.length > 0) {
    value.forEach((each, index) => {
      checkSelector(each, [...path, index], segments, report);
    });
    return;
  }
  const inner = partsOf(value);
  if (inner === undefined) {
    report(path, {
      must: 'must be a selector',
      got: show(value),
      hint: 'write a text, a list, {all: [...]} or {but: ..., not: ...}',
      code: 'PolicySelectorInvalid',
    });
    return;
  }
  for (const [step, each] of inner) {
    checkSelector(each, [...path, ...step], segments, report);
  }
}

function partsOf(value: unknown): readonly (readonly [FieldPath, unknown])[] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  const entries = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(entries).sort().join();
  if (names === 'all' && Array.isArray(entries['all']) && entries['all'].length > 0) {
    return entries['all'].map((each: unknown, index) => [['all', index], each] as const);
  }
  return names === 'but,not' ? (['but', 'not'] as const).map((step) => [[step], entries[step]] as const) : undefined;
}

function checkWord(text: string, path: FieldPath, segments: readonly string[], report: Report): void {
  const word = readWord(text);
  if (word.kind === 'fault') {
    const meant = nearest(word.got, word.known);
    report(path, {
      must: word.must,
      got: show(text),
      hint: meant === undefined ? word.hint : `did you mean '${meant}:'?`,
      code: 'PolicySelectorInvalid',
    });
  } else if (word.kind === 'segment' && !segments.includes(word.name)) {
    reportSegment(word.name, path, segments, report);
  }
}

function reportSegment(name: string, path: FieldPath, segments: readonly string[], report: Report): void {
  const meant = nearest(name, [...segments, 'internet', 'edge', 'public']);
  report(path, {
    must: 'must be a segment of the policy, or a word of selectors',
    got: show(name),
    hint:
      meant !== undefined
        ? `did you mean '${meant}'?`
        : segments.length > 0
          ? `use one of ${segments.join(', ')}, or a word such as 'id:${name}'`
          : `name it under 'segments', or use a word such as 'id:${name}'`,
    code: 'PolicySegmentUnknown',
  });
}

/** Checks the texts of a list of services. */
export function checkServices(value: unknown, path: FieldPath, report: Report): void {
  if (!Array.isArray(value)) {
    return;
  }
  value.forEach((text: unknown, index) => {
    if (typeof text === 'string' && findService(text) === undefined) {
      report([...path, index], {
        must: 'must be a service',
        got: show(text),
        hint: `write ${SERVICE_FORMS}`,
        code: 'PolicyServiceInvalid',
      });
    }
  });
}
