import { HonmaruError, type Fault } from '../../errors';
import { valueAt } from '../../verify/policy/read/check-shape';
import { checkSelector, type Report } from '../../verify/policy/read/check-words';
import { problemOf, show, unknownField } from '../../verify/policy/read/shape-problems';
import { faultPath, type FieldPath, type PolicySource } from '../../verify/policy/read/source';
import { fieldsOf } from './fields-of';
import { DECLARED_SHAPE } from './schema';
import type { Declared } from './types';

/** How codes of faults in declarations begin. */
const CODES = 'Objectives';

/** Fields that hold a selector, or a list of them. */
const SELECTORS = ['entry', 'chain', 'from', 'of', 'healthCheck', 'connection', 'unneeded'];

/**
 * Checks what is declared and returns it.
 *
 * @throws HonmaruError with every fault, each with its place where the source knows it
 */
export function parseDeclared(value: unknown, source: string | PolicySource = 'objectives'): Declared {
  const from: PolicySource = typeof source === 'string' ? { name: source } : source;
  const faults: Fault[] = [];
  const report: Report = (path, problem) => {
    faults.push({ path: faultPath(from, path), ...problem });
  };
  for (const issue of DECLARED_SHAPE.safeParse(value).error?.issues ?? []) {
    const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
    if (issue.code === 'unrecognized_keys') {
      issue.keys.forEach((key) => {
        report([...path, key], unknownField(key, fieldsOf(DECLARED_SHAPE, path), CODES));
      });
    } else if (!isSelector(path) || valueAt(value, path) === undefined) {
      report(path, problemOf(issue, String(path.at(-1)), valueAt(value, path), CODES));
    }
  }
  checkSelectors(value, [], report);
  if (faults.length === 0) {
    checkMeaning(value as Declared, report);
  }
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
  return value as Declared;
}

function isSelector(path: FieldPath): boolean {
  return path.some((step) => typeof step === 'string' && SELECTORS.includes(step));
}

function checkSelectors(value: unknown, path: FieldPath, report: Report): void {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  const key = path.at(-1);
  if (typeof key === 'string' && SELECTORS.includes(key)) {
    const each: readonly (readonly [FieldPath, unknown])[] =
      Array.isArray(value) && value.length > 0
        ? value.map((item: unknown, index) => [[...path, index], item] as const)
        : [[path, value]];
    each.forEach(([at, item]) => {
      checkSelector(item, at, [], report);
    });
    return;
  }
  Object.entries(value).forEach(([step, inner]) => {
    const at = [...path, Array.isArray(value) ? Number(step) : step];
    if (typeof inner === 'string' && SELECTORS.includes(step)) {
      checkSelector(inner, at, [], report);
    } else {
      checkSelectors(inner, at, report);
    }
  });
}

/** What is declared must make sense. */
function checkMeaning(declared: Declared, report: Report): void {
  const { services = [], partners = [], runbooks = [] } = declared;
  checkNames(
    'services',
    'id',
    services.map(({ id }) => id),
    report,
  );
  checkNames(
    'runbooks',
    'id',
    runbooks.map(({ id }) => id),
    report,
  );
  checkNames(
    'partners',
    'name',
    partners.map(({ name }) => name),
    report,
  );
  services.forEach(({ method, reads, egress = [] }, index) => {
    if (reads === 'reader' && method !== 'GET') {
      report(['services', index, 'reads'], {
        must: "must be 'writer' for a service that writes",
        got: show(reads),
        hint: 'only a GET may be read by the reader endpoint',
        code: 'ObjectivesReadsInvalid',
      });
    }
    egress.forEach(({ to }, at) => {
      checkEgress(to, ['services', index, 'egress', at, 'to'], partners, report);
    });
  });
  runbooks.forEach(({ does, region }, index) => {
    if (does.includes('restore-region') && region === undefined) {
      report(['runbooks', index, 'region'], {
        must: 'must be given for restore-region',
        hint: 'name the Region in which the site is restored',
        code: 'ObjectivesFieldMissing',
      });
    }
  });
}

function checkEgress(to: string, path: FieldPath, partners: NonNullable<Declared['partners']>, report: Report): void {
  const [, partner] = /^partner:(.+)$/.exec(to) ?? [];
  const isKnown =
    partner === undefined
      ? to === 'internet' || /^endpoint:.+$/.test(to)
      : partners.some(({ name }) => name === partner);
  if (!isKnown) {
    report(path, {
      must:
        partner === undefined
          ? 'must be internet, partner:<name> or endpoint:<service>'
          : 'must name a partner that is declared',
      got: show(to),
      hint:
        partner === undefined
          ? "write 'internet' for example"
          : partners.length > 0
            ? `use one of ${partners.map(({ name }) => `'partner:${name}'`).join(', ')}`
            : "declare it under 'partners'",
      code: 'ObjectivesEgressInvalid',
    });
  }
}

function checkNames(list: string, field: string, names: readonly string[], report: Report): void {
  names.forEach((name, index) => {
    const first = names.indexOf(name);
    if (first < index) {
      report([list, index, field], {
        must: 'must be a name of its own',
        got: show(name),
        hint: `${list}[${String(first)}] has it too: rename one of them`,
        code: 'ObjectivesNameRepeated',
      });
    }
  });
}
