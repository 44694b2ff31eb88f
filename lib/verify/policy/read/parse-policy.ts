import { HonmaruError, type Fault } from '../../../errors';
import { show } from '../../../site/input/show';
import { literalBlock } from '../../address';
import { NAMING_WORDS, PLAIN_WORDS, readWord } from '../select/words';
import type { Policy, Selector } from '../types';
import { checkShape, valueAt } from './check-shape';
import { checkSelector, checkServices, type Report } from './check-words';
import { faultPath, type FieldPath, type PolicySource } from './source';

/**
 * Checks a policy and returns it.
 *
 * @throws HonmaruError with every fault, each with its place where the source knows it
 */
export function parsePolicy(value: unknown, source: string | PolicySource = 'policy'): Policy {
  const from: PolicySource = typeof source === 'string' ? { name: source } : source;
  const faults: Fault[] = [];
  const report: Report = (path, problem) => {
    faults.push({ path: faultPath(from, path), ...problem });
  };
  checkShape(value, report);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    checkMeaning(value, report);
  }
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
  return value as Policy;
}

/** What a policy says must make sense; whatever is not of the right form is reported elsewhere. */
function checkMeaning(value: object, report: Report): void {
  const segments = entriesOf(valueAt(value, ['segments']));
  const names = segments.map(([name]) => name);
  for (const [name, selector] of segments) {
    checkSegmentName(name, report);
    checkSelector(selector, ['segments', name], names, report);
  }
  checkCycles(segments, report);
  checkSites(valueAt(value, ['sites']), report);
  const ids = new Map<string, number>();
  listOf(valueAt(value, ['rules'])).forEach((rule, index) => {
    checkRule(rule, ['rules', index], names, report);
    const id = valueAt(rule, ['id']);
    const first = typeof id === 'string' ? ids.get(id) : undefined;
    if (first !== undefined) {
      report(['rules', index, 'id'], {
        must: 'must be the name of one rule only',
        got: show(id),
        hint: `rules[${String(first)}] has it too: rename one of them`,
        code: 'PolicyRuleRepeated',
      });
    } else if (typeof id === 'string') {
      ids.set(id, index);
    }
  });
}

function checkSegmentName(name: string, report: Report): void {
  const words: readonly string[] = [...PLAIN_WORDS, ...NAMING_WORDS];
  if (words.includes(name) || /[:>*]/.test(name) || name.trim() !== name || name === '') {
    report(['segments', name], {
      must: 'must be named by a text of its own, without : > or *',
      got: show(name),
      hint: 'rename the segment',
      code: 'PolicySegmentNameInvalid',
    });
  }
}

function checkRule(rule: unknown, path: FieldPath, segments: readonly string[], report: Report): void {
  for (const field of ['from', 'to', 'except', 'through']) {
    const selector = valueAt(rule, [field]);
    if (selector !== undefined) {
      checkSelector(selector, [...path, field], segments, report);
    }
  }
  listOf(valueAt(rule, ['among'])).forEach((selector, index) => {
    checkSelector(selector, [...path, 'among', index], segments, report);
  });
  checkServices(valueAt(rule, ['services']), [...path, 'services'], report);
  listOf(valueAt(rule, ['accept'])).forEach((text, index) => {
    if (typeof text === 'string' && !/^[^=]+\/[^=/]+=/.test(text)) {
      report([...path, 'accept', index], {
        must: 'must be <stack>/<parameter>=<value>',
        got: show(text),
        hint: 'write it as a finding names it',
        code: 'PolicyAcceptInvalid',
      });
    }
  });
  if (valueAt(rule, ['kind']) === 'matrix') {
    checkMatrix(rule, path, segments, report);
  }
}

function checkMatrix(rule: unknown, path: FieldPath, segments: readonly string[], report: Report): void {
  const rows = listOf(valueAt(rule, ['segments']));
  rows.forEach((name, index) => {
    if (typeof name === 'string' && !segments.includes(name)) {
      checkSelector(name, [...path, 'segments', index], segments, report);
    }
    if (rows.indexOf(name) < index) {
      report([...path, 'segments', index], {
        must: 'must be in the matrix once',
        got: show(name),
        hint: 'remove it there',
        code: 'PolicyMatrixInvalid',
      });
    }
  });
  for (const [cell, services] of entriesOf(valueAt(rule, ['cells']))) {
    const [from = '', to, ...more] = cell.split('>').map((name) => name.trim());
    const isKnown = rows.includes(from) && rows.includes(to) && more.length === 0 && from !== to;
    if (!isKnown || cell !== `${from} > ${to ?? ''}`) {
      report([...path, 'cells', cell], {
        must: "must be '<from> > <to>' of two segments of the matrix",
        got: show(cell),
        hint: `use two of ${rows.map(String).join(', ')}`,
        code: 'PolicyMatrixInvalid',
      });
    }
    checkServices(services, [...path, 'cells', cell], report);
  }
}

function checkSites(sites: unknown, report: Report): void {
  listOf(sites).forEach((site, index) => {
    listOf(valueAt(site, ['prefixes'])).forEach((text, at) => {
      if (typeof text === 'string' && literalBlock(text) === undefined) {
        report(['sites', index, 'prefixes', at], {
          must: 'must be a block of addresses',
          got: show(text),
          hint: "write '192.168.0.0/16' for example",
          code: 'PolicyPrefixInvalid',
        });
      }
    });
  });
}

/** Segments may name others, but not in a ring. */
function checkCycles(segments: readonly (readonly [string, unknown])[], report: Report): void {
  const named = new Map(segments.map(([name, selector]) => [name, segmentsIn(selector)]));
  for (const [name] of segments) {
    const seen = new Set<string>();
    const queue = [...(named.get(name) ?? [])];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (!seen.has(next)) {
        seen.add(next);
        queue.push(...(named.get(next) ?? []));
      }
    }
    if (seen.has(name)) {
      report(['segments', name], {
        must: 'must not name itself, not by way of others either',
        got: show(name),
        hint: 'say what it is in words of selectors',
        code: 'PolicySegmentCircular',
      });
    }
  }
}

function segmentsIn(selector: unknown): readonly string[] {
  if (typeof selector === 'string') {
    const word = readWord(selector);
    return word.kind === 'segment' ? [word.name] : [];
  }
  return typeof selector === 'object' && selector !== null
    ? Object.values(selector as Readonly<Record<string, Selector>>).flatMap(segmentsIn)
    : [];
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
